import type { Key } from './chart/keys';
import type { Assignment } from './template/assignments';
import type { Marker } from './template/draft';
import type { Flag, Flags } from './template/flags';
import type { Scope } from './template/marks';

/** Settings whose marks follow from their keys in the schema. */
export interface MarkedSettings {
  readonly flags: Flags;
  /** The settings under their own keys, given which flags are on. */
  // biome-ignore lint/suspicious/noExplicitAny: what their types are is for the schema to say
  readonly of: (flags: Assignment, one: Marker) => any;
}

export interface MarkedOptions {
  /** Paths of keys that are marked in another way, or whose settings are not to be seen. */
  readonly given: readonly string[];
  /** Paths of keys without a default that a helper has filled in. */
  readonly filled: readonly string[];
  /** The list that they are settings of the elements of. */
  readonly scope?: Scope;
}

interface Setting {
  readonly path: readonly string[];
  readonly flag?: Flag;
  readonly value: (one: Marker, on: boolean) => unknown;
}

/**
 * Marks the settings of some keys: a text or a number is there always, or if the flag of its key is
 * on where it has no default; a switch is a flag.
 *
 * @param variable - what has them, in the language of templates
 */
export function markedSettings(
  keys: readonly Key[],
  variable: string,
  { given, filled, scope }: MarkedOptions,
): MarkedSettings {
  const settings = keys.flatMap((key) => settingsOf(key, []));
  const name = ({ path }: Setting) => `${variable}.${path.join('.')}`;
  return {
    flags: Object.fromEntries(
      settings.flatMap((one) => (one.flag ? [[name(one), { scope, ...one.flag }]] : [])),
    ),
    of: (flags, one) => {
      const result = {};
      for (const setting of settings) {
        const on = setting.flag === undefined || flags.has(name(setting));
        put(result, setting.path, setting.value(one, on));
      }
      return result;
    },
  };

  function settingsOf(key: Key, above: readonly string[]): Setting[] {
    const path = [...above, key.name];
    const written = path.join('.');
    if (given.includes(written)) return [];
    const expression = `${variable}.${written}`;
    const optional =
      key.default === undefined && !key.required && !filled.includes(written)
        ? { flag: { expression } }
        : {};
    switch (key.type) {
      case 'boolean':
        return [{ path, flag: { expression }, value: (_, on) => on }];
      case 'integer':
        return [{ path, ...optional, value: present((one) => one.number(expression)) }];
      case 'string':
        return [{ path, ...optional, value: present((one) => marked(one, key, expression)) }];
      case 'array':
        return [list(path, key, expression)];
      default:
        return key.below.length > 0
          ? key.below.flatMap((below) => settingsOf(below, path))
          : [{ path, ...optional, value: present((one) => one.whole(expression)) }];
    }
  }

  function list(path: readonly string[], { name, pattern }: Key, expression: string): Setting {
    const item = `$${name.replace(/s$/, '')}`;
    const each = { range: `${item} := ${expression}` };
    return {
      path,
      flag: { expression, someOf: each },
      value: present((one) => one.each(each, (round) => marked(round, { pattern }, item))),
    };
  }
}

const present =
  (make: (one: Marker) => unknown): Setting['value'] =>
  (one, on) =>
    on ? make(one) : undefined;

/** What a pattern describes here needs no escape anywhere. */
const marked = (one: Marker, { pattern }: Pick<Key, 'pattern'>, expression: string) =>
  pattern === undefined ? one.text(expression) : one.plain(expression);

function put(into: object, [first = '', ...rest]: readonly string[], value: unknown): void {
  const node = into as Record<string, object | undefined>;
  if (rest.length === 0) node[first] = value as object;
  else {
    const below = node[first] ?? {};
    node[first] = below;
    put(below, rest, value);
  }
}
