import { type Fields, isFields } from './json';

/**
 * The fields of an object that someone has set: paths of `f:name`, `k:{"name":"x"}` and `v:"x"`,
 * as `managedFields` has them, each with the value that is there.
 */
export type FieldSet = Map<string, unknown>;

/** Between the elements of a path. */
const SEPARATOR = '\u0000';

/** Maps whose keys people choose. */
const FREE = new Set(['labels', 'annotations', 'data', 'binaryData', 'stringData', 'limits']);
/** Maps that have one owner as a whole. */
const ATOMIC = new Set([
  'selector',
  'podSelector',
  'namespaceSelector',
  'labelSelector',
  'nodeSelector',
  'roleRef',
  'fieldRef',
  'resourceFieldRef',
  'secretKeyRef',
  'configMapKeyRef',
]);
/** Lists whose entries have owners of their own, and the keys that tell these apart. */
const KEYED: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

/** Nobody owns what identifies an object or is the server's. */
const UNOWNED = [
  ['apiVersion'],
  ['kind'],
  ...[
    'name',
    'namespace',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'managedFields',
    'selfLink',
  ].map((key) => ['metadata', key]),
].map((path) => path.map((key) => `f:${key}`).join(SEPARATOR));

/**
 * @param maps - whether maps with free keys are fields themselves, as for a manager that updates
 */
export function fieldsOf(object: Fields, maps = false): FieldSet {
  const set: FieldSet = new Map();
  walk(object, [], '', maps, set);
  for (const path of UNOWNED) set.delete(path);
  for (const path of set.keys()) {
    if (path.startsWith(`f:metadata${SEPARATOR}f:managedFields`)) set.delete(path);
  }
  return set;
}

function walk(
  value: unknown,
  path: readonly string[],
  name: string,
  maps: boolean,
  set: FieldSet,
): void {
  const items = entriesOf(name, value);
  if (items) {
    for (const [element, item] of items) {
      const inner = [...path, element];
      set.set(inner.join(SEPARATOR), ENTRY);
      if (isFields(item)) walk(item, inner, '', maps, set);
    }
  } else if (isFields(value) && !ATOMIC.has(name) && Object.keys(value).length > 0) {
    if (maps && FREE.has(name)) set.set(path.join(SEPARATOR), ENTRY);
    for (const [key, inner] of Object.entries(value)) {
      if (inner !== undefined) walk(inner, [...path, `f:${key}`], key, maps, set);
    }
  } else if (path.length > 0) set.set(path.join(SEPARATOR), value);
}

/** The value of what is there and has none of its own. */
const ENTRY = Symbol('entry');

/** Entries of a list that have owners of their own, by the element of their path. */
export function entriesOf(name: string, value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  if (name === 'finalizers')
    return new Map(list.map((item) => [`v:${JSON.stringify(item)}`, item]));
  if (list.length === 0) return undefined;
  const entries = new Map<string, unknown>();
  for (const item of list) {
    const keys = keysOf(name, item);
    if (!keys || !isFields(item)) return undefined;
    const values = keys.map((key) => [key, item[key] ?? (key === 'protocol' ? 'TCP' : undefined)]);
    if (values.some(([, found]) => found === undefined)) return undefined;
    entries.set(`k:${JSON.stringify(Object.fromEntries(values))}`, item);
  }
  return entries;
}

function keysOf(name: string, item: unknown): readonly string[] | undefined {
  if (name !== 'ports' || !isFields(item)) return KEYED[name];
  if ('containerPort' in item) return ['containerPort', 'protocol'];
  return ['port', 'protocol'];
}

export const isAtomic = (name: string): boolean => ATOMIC.has(name);

/** Whether an empty one is not written. */
export const isFree = (name: string): boolean => FREE.has(name);

/** A set in the form of `fieldsV1`. */
export function encode(paths: Iterable<string>): Fields {
  const root: Fields = {};
  const all = [...paths].sort();
  const parents = new Set(all.flatMap((path) => ancestors(path)));
  for (const path of all) {
    let node = root;
    for (const element of path.split(SEPARATOR)) {
      const found = node[element];
      const inner = isFields(found) ? found : {};
      node[element] = inner;
      node = inner;
    }
    if (parents.has(path)) node['.'] = {};
  }
  return root;
}

/** The paths of `fieldsV1`. */
export function decode(fields: Fields): Set<string> {
  const paths = new Set<string>();
  const visit = (node: Fields, path: readonly string[]): void => {
    const inner = Object.entries(node);
    if ((inner.length === 0 && path.length > 0) || '.' in node) paths.add(path.join(SEPARATOR));
    for (const [element, value] of inner) {
      if (element !== '.' && isFields(value)) visit(value, [...path, element]);
    }
  };
  visit(fields, []);
  return paths;
}

export const elements = (path: string): readonly string[] => path.split(SEPARATOR);

/** Whether a path is another or below it. */
export const isBelow = (path: string, parent: string): boolean =>
  path === parent || path.startsWith(`${parent}${SEPARATOR}`);

function ancestors(path: string): string[] {
  const parts = elements(path);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(SEPARATOR));
}

/** A path as conflicts name it: `.spec.containers[name="x"].image`. */
export const readable = (path: string): string =>
  elements(path)
    .map((element) => {
      const text = element.slice(2);
      if (element.startsWith('f:')) return `.${text}`;
      if (element.startsWith('v:')) return `[=${text}]`;
      const keys = Object.entries(JSON.parse(text)).map(([key, value]) => {
        return `${key}=${JSON.stringify(value)}`;
      });
      return `[${keys.join(',')}]`;
    })
    .join('');
