import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments, parseDocument } from 'yaml';

/** So many files are remembered. */
const REMEMBERED = 2000;

/** Objects by kind, namespace and name. */
export type Manifests = ReadonlyMap<string, unknown>;

/**
 * Reads manifests. Files in ConfigMaps and annotations are read as well: what Prometheus and Alertmanager are told is compared, not
 * the order of its keys.
 */
export function manifests(text: string): Manifests {
  const found = new Map<string, unknown>();
  for (const document of parseAllDocuments(text, { uniqueKeys: false })) {
    const [error] = document.errors;
    if (error) throw error;
    const object = document.toJS();
    if (object === null) continue;
    const { kind, metadata, data } = object;
    const name = [kind, metadata.namespace, metadata.name].filter(Boolean).join(' ');
    if (found.has(name)) throw new Error(`two objects are ${name}`);
    const annotations = object.spec?.template?.metadata?.annotations;
    if (annotations) object.spec.template.metadata.annotations = filesOf(annotations);
    found.set(name, kind === 'ConfigMap' && data ? { ...object, data: filesOf(data) } : object);
  }
  return found;
}

/** Says how two sets of objects differ, a line for each place. */
export function differences(one: Manifests, other: Manifests): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((name) => {
    if (!one.has(name)) return [`${name}: only the second has it`];
    if (!other.has(name)) return [`${name}: only the first has it`];
    return places(one.get(name), other.get(name), name);
  });
}

function filesOf(data: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(data).map(([name, text]) => [name, fileOf(text)]));
}

/** Files that were read: most are the same in one fleet after the other. */
const read = new Map<string, unknown>();

/** What a file holds; the text itself where that is no YAML, as annotations of users may be. */
function fileOf(text: string): unknown {
  const known = read.get(text);
  if (known !== undefined) return known;
  const document = parseDocument(text, { logLevel: 'silent' });
  const file = document.errors.length > 0 ? text : document.toJS();
  if (read.size >= REMEMBERED) read.clear();
  read.set(text, file);
  return file;
}

function places(one: unknown, other: unknown, at: string): string[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (AMOUNT.test(at) && String(one) === String(other)) return [];
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
    return [`${at}: ${JSON.stringify(one)} is ${JSON.stringify(other)}`];
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) => places(one[key], other[key], `${at}.${key}`));
}

/** To Kubernetes, cores in quotes are what they are without. */
const AMOUNT = /\.resources\.(requests|limits)\.cpu$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
