/** Plain data with keys. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value has keys. */
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands under a key, if it is the mapping's own. */
export const own = (mapping: Mapping, key: string): unknown =>
  Object.hasOwn(mapping, key) ? mapping[key] : undefined;

/** What stands at the end of a path through mappings, if anything does. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  let node = value;
  for (const key of path) node = isMapping(node) ? own(node, key) : undefined;
  return node;
}
