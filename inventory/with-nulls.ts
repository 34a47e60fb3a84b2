import { SHARED_SECTIONS } from './schema/cluster';

interface Node {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly allOf?: readonly Node[];
  readonly items?: Node;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly definitions?: Readonly<Record<string, Node>>;
}

/**
 * The JSON Schema of the fleet file in which a null is right wherever one can undo what stands below
 * it: in groups and clusters, at the keys that they share with the defaults. Where there is nothing
 * to undo is not for a schema to know.
 */
export function withNulls(schema: Record<string, unknown>): Record<string, unknown> {
  const { properties = {}, definitions = {}, ...root } = schema as Node;
  const known = new Map<string, Node>(Object.entries(definitions));
  const groups = properties.groups as Node;
  const clusters = properties.clusters as Node;
  const opened = new Set<string>();
  const nullable = (node: Node): Node => orNull(open(node));
  // Lists are replaced whole, so that nothing in them is below anything.
  const open = (node: Node): Node => {
    const name = (node.$ref ?? node.allOf?.[0]?.$ref)?.split('/').at(-1);
    if (name !== undefined) {
      const target = known.get(name);
      if (target && !opened.has(name)) {
        opened.add(name);
        known.set(name, open(target));
      }
      return node;
    }
    const { additionalProperties: others } = node;
    return {
      ...node,
      ...(node.properties && { properties: mapped(node, node.properties) }),
      ...(typeof others === 'object' && { additionalProperties: nullable(others) }),
    };
  };
  const mapped = ({ required = [] }: Node, keys: Readonly<Record<string, Node>>) =>
    Object.fromEntries(
      Object.entries(keys).map(([key, node]) => [
        key,
        required.includes(key) ? node : nullable(node),
      ]),
    );
  const entry = (node: Node): Node => ({
    ...node,
    properties: Object.fromEntries(
      Object.entries(node.properties ?? {}).map(([key, one]) => [
        key,
        SHARED_SECTIONS.includes(key) ? nullable(one) : one,
      ]),
    ),
  });
  const changed = {
    ...properties,
    groups: { ...groups, additionalProperties: entry(groups.additionalProperties as Node) },
    clusters: { ...clusters, items: entry(clusters.items as Node) },
  };
  return { ...root, properties: changed, definitions: Object.fromEntries(known) };
}

function orNull(node: Node): Node {
  const { $ref, allOf, ...own } = node;
  if ($ref !== undefined || allOf) {
    return {
      ...own,
      anyOf: [{ ...($ref !== undefined && { $ref }), ...(allOf && { allOf }) }, NULL],
    };
  }
  if (node.anyOf) return { ...node, anyOf: [...node.anyOf, NULL] };
  return {
    ...node,
    type: [node.type, 'null'].flat(),
    ...(node.enum && { enum: [...node.enum, null] }),
  };
}

const NULL: Node = { type: 'null' };
