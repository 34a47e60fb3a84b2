import { isSecretKey, type Path, redactedMessage } from '../../diagnostics';
import { isMapping, own } from '../../yaml/mapping';

/** Maps whose keys people choose, and name what stands below them by. */
const NAMED_VALUES = new Set(['data', 'stringData', 'annotations']);

/** Places in a patch where a secret is written out; each leads to what names it. */
export function secretsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return isSecretText(value) ? [path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((one, index) => secretsIn(one, [...path, index]));
  }
  if (!isMapping(value)) return [];
  if (isSecretVariable(value)) return [[...path, 'name']];
  const named = NAMED_VALUES.has(String(path.at(-1)));
  return Object.entries(value).flatMap(([key, inner]) =>
    named && isSecretKey(key) && isWrittenOut(inner)
      ? [[...path, key]]
      : secretsIn(inner, [...path, key]),
  );
}

/** An environment variable that is called like a secret, and has its value beside its name. */
const isSecretVariable = (value: Readonly<Record<string, unknown>>) => {
  const name = own(value, 'name');
  return typeof name === 'string' && isSecretKey(name) && isWrittenOut(own(value, 'value'));
};

/** A path to a file with a secret is none, and neither is what a container's environment fills in. */
const isWrittenOut = (value: unknown) =>
  typeof value === 'string' && value !== '' && !/^(\/|\$\(|\$__file\{)/.test(value);

/** A token, a URL with a password, or a flag that is called like a secret. */
function isSecretText(text: string): boolean {
  if (redactedMessage(text) !== text) return true;
  const [, flag = '', value = ''] = /^--?([\w.-]+)=(.+)$/s.exec(text) ?? [];
  return isSecretKey(flag) && isWrittenOut(value);
}
