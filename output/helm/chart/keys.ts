import type { Schema } from './values-schema';

/** A key of a chart's values. */
export interface Key {
  readonly name: string;
  /** With those that it is below, such as `monitor.storage`. */
  readonly path: string;
  readonly description: string;
  readonly type: string;
  /** Absent where there is none, or it follows from other keys. */
  readonly default?: unknown;
  /** Whether what it is below has to have it. */
  readonly required: boolean;
  /** What its text, or each of its texts, has to match. */
  readonly pattern?: string | undefined;
  readonly below: readonly Key[];
}

/** Keys that are taken, as they stand in fleet files, and mean something to commands alone. */
export const OF_COMMANDS: readonly string[] = ['kubeContext'];

/**
 * The keys that a schema knows, in its order. Neither lists are looked into, nor what is in the own
 * form of another program, whose keys have another spelling.
 */
export function keysOf(schema: Schema): Key[] {
  return below(schema, schema.definitions ?? {}, '');
}

function below(schema: Schema, definitions: Readonly<Record<string, Schema>>, at: string): Key[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    if (!given || OF_COMMANDS.includes(name)) return [];
    const path = at === '' ? name : `${at}.${name}`;
    const node = resolved(given, definitions);
    return {
      name,
      path,
      description: given.description ?? node.description ?? '',
      type: typeof node.type === 'string' ? node.type : 'any',
      ...(node.default !== undefined && { default: node.default }),
      required: schema.required?.includes(name) ?? false,
      pattern: node.pattern ?? node.items?.pattern,
      below: isForeign(node) ? [] : below(node, definitions, path),
    };
  });
}

const isForeign = ({ properties = {} }: Schema) =>
  Object.keys(properties).some((name) => name.includes('_'));

/** What a schema refers to, with what it says itself. */
function resolved(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  const [first] = schema.allOf ?? [];
  const reference = schema.$ref ?? first?.$ref;
  const name = reference?.split('/').at(-1);
  return name === undefined ? schema : { ...definitions[name], ...schema };
}

/** The keys below a path of others. */
export function keysBelow(schema: Schema, ...path: readonly string[]): readonly Key[] {
  return path.reduce<readonly Key[]>(
    (keys, name) => keys.find((key) => key.name === name)?.below ?? [],
    keysOf(schema),
  );
}
