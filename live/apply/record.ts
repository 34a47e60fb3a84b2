import { createHash } from 'node:crypto';
import { OWN_LABELS } from '../../model/labels';
import { fieldAt } from '../../yaml/mapping';
import type { KubeObject, ObjectRef } from '../client/resources';
import { textAt } from './field';
import { keyOf, lineOf, refIn } from './object-name';

/** Whose objects they are: an entry of a fleet file, or the hub. */
export interface Owner {
  /** The hub, as `cluster/namespace/release`: it is what a fleet is told from others by. */
  readonly fleet: string;
  readonly role: 'member' | 'hub';
  /** The cluster's name in the fleet file. */
  readonly name: string;
}

/** What earlier applies made on a cluster for an owner; a ConfigMap beside the objects. */
export interface AppliedRecord {
  readonly owner: Owner;
  readonly namespace: string;
  /** Identity of the hub's cluster; absent as long as it was not known. */
  readonly hubUid?: string;
  readonly objects: readonly ObjectRef[];
  /**
   * What was applied of an object last, as a hash, by `keyOf`; absent as soon as something else is
   * about to be applied, so that a run which is interrupted leaves nothing behind that is not true.
   */
  readonly hashes: ReadonlyMap<string, string>;
}

const LABELS = {
  ...OWN_LABELS,
  'app.kubernetes.io/name': 'promfleet',
  'app.kubernetes.io/component': 'applied-objects',
} as const;

/** Name of an owner's record: several may share a namespace. */
function recordName({ fleet, role, name }: Owner): string {
  const hash = createHash('sha256').update(fleet).digest('hex').slice(0, 8);
  return `promfleet-applied-${role}-${name}-${hash}`;
}

/** The ConfigMap that is a record; the same objects give the same one, in whatever order. */
export function recordObject(record: AppliedRecord): KubeObject {
  const { owner, namespace, hubUid, objects, hashes } = record;
  const line = (object: ObjectRef) => {
    const hash = hashes.get(keyOf(object));
    return hash === undefined ? lineOf(object) : `${lineOf(object)} ${hash}`;
  };
  const lines = new Map(objects.map((object) => [keyOf(object), line(object)]));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: recordName(owner), namespace, labels: LABELS },
    data: {
      ...owner,
      ...(hubUid === undefined ? {} : { hubUid }),
      objects: [...lines.values()]
        .sort()
        .map((line) => `${line}\n`)
        .join(''),
    },
  };
}

/** The record that a ConfigMap is; undefined if it is none. */
export function recordIn(object: KubeObject): AppliedRecord | undefined {
  const { kind, metadata, data } = object;
  const component = fieldAt(metadata, 'labels', 'app.kubernetes.io/component');
  if (kind !== 'ConfigMap' || component !== LABELS['app.kubernetes.io/component']) return undefined;
  const [fleet, role, name] = ['fleet', 'role', 'name'].map((key) => textAt(data, key));
  if (fleet === undefined || name === undefined) return undefined;
  if (role !== 'member' && role !== 'hub') return undefined;
  const lines = (textAt(data, 'objects') ?? '').split('\n');
  const entries = lines.flatMap((line) => {
    const [apiVersion, what, place, hash] = line.split(' ');
    const ref = refIn([apiVersion, what, place].join(' '));
    return ref ? [{ ref, hash }] : [];
  });
  return {
    owner: { fleet, role, name },
    namespace: metadata.namespace ?? '',
    hubUid: textAt(data, 'hubUid'),
    objects: entries.map(({ ref }) => ref),
    hashes: new Map(entries.flatMap(({ ref, hash }) => (hash ? [[keyOf(ref), hash]] : []))),
  };
}

/** Whether two are the same owner. */
export const sameOwner = (a: Owner, b: Owner): boolean =>
  a.fleet === b.fleet && a.role === b.role && a.name === b.name;

/** What an object says, as a hash. */
export const hashOf = (object: KubeObject): string =>
  createHash('sha256').update(JSON.stringify(object)).digest('base64url').slice(0, 22);
