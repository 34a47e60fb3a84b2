/**
 * A JSON Schema whose patterns Helm can read: RE2 does not look ahead. What patterns say by that of
 * the length of a text is said by `minLength` and `maxLength`.
 */
export function readable<Node>(node: Node): Node {
  if (Array.isArray(node)) return node.map(readable) as Node;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string'
      ? Object.entries(pattern(value))
      : [[key, readable(value)] as const],
  );
  return Object.fromEntries(entries) as Node;
}

function pattern(text: string): object {
  const [ahead, , longest] = /^\^\(\?=\.(\{1,(\d+)\}\$)?\)/.exec(text) ?? [];
  if (ahead === undefined) return { pattern: text };
  return {
    minLength: 1,
    ...(longest !== undefined && { maxLength: Number(longest) }),
    pattern: `^${text.slice(ahead.length)}`,
  };
}
