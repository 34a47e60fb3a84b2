import { posix } from 'node:path';
import { type Diagnostic, error, type Path } from '../../diagnostics';
import { SYSTEM_CERTIFICATES } from '../files';
import type { Checked } from './checked';
import { alertmanagerSecretDir } from './files';

/** Files that the pod does not have: a receiver without its Secret is told of nothing. */
export function checkAlertmanagerFiles({ alertmanager, config, at }: Checked): Diagnostic[] {
  const mounted = [
    ...alertmanager.secrets.map(({ name }) => alertmanagerSecretDir(name)),
    SYSTEM_CERTIFICATES,
  ];
  return [
    ...namedFiles(config.global, ['global']),
    ...namedFiles(config.receivers, ['receivers']),
  ].flatMap(({ path, file }) => {
    if (mounted.some((directory) => posix.normalize(file).startsWith(`${directory}/`))) return [];
    const message = `nothing is mounted there, found ${file}, name its Secret under \`alertmanager.secrets\` and write ${alertmanagerSecretDir('<name>')}/<key>`;
    return [error('file-not-mounted', at(...path), message)];
  });
}

/** Keys whose own keys are the user's words. */
const OF_USER = new Set(['headers', 'details']);

/** Whatever Alertmanager reads from a file stands under a key that says so. */
function namedFiles(value: unknown, path: Path): { path: Path; file: string }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => namedFiles(item, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (OF_USER.has(key)) return [];
    const here = [...path, key];
    return typeof inner === 'string' && key.endsWith('_file')
      ? [{ path: here, file: inner }]
      : namedFiles(inner, here);
  });
}
