import { OWN_LABELS } from '../../model/labels';
import { ClusterFailure } from '../client/failure';
import type { KubeObject, ObjectKind, Resources } from '../client/resources';
import { keyOf } from './object-name';
import { type AppliedRecord, recordIn } from './record';

/** What of promfleet's stands on a cluster. */
export interface Standing {
  /** By `keyOf`. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  /** What earlier applies made, of this fleet and of others. */
  readonly records: readonly AppliedRecord[];
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';
const CONFIG_MAP: ObjectKind = { apiVersion: 'v1', kind: 'ConfigMap' };

/**
 * Lists what promfleet made: a request for each kind instead of one for each object. Who may not
 * list in all namespaces sees those of these objects; who may not list a kind at all sees none.
 *
 * @param objects - whose kinds and namespaces are looked at
 * @param namespace - of the record
 */
export async function standingOf(
  resources: Resources,
  objects: readonly KubeObject[],
  namespace: string,
): Promise<Standing> {
  const kinds = new Map<string, ObjectKind>();
  for (const { apiVersion, kind } of [CONFIG_MAP, ...objects]) {
    kinds.set(`${apiVersion} ${kind}`, { apiVersion, kind });
  }
  const used = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const namespaces = new Set([namespace, ...used]);
  const lists = await Promise.all(
    [...kinds.values()].map((kind) => listOf(resources, kind, [...namespaces])),
  );
  const found = lists.flat();
  return {
    objects: new Map(found.map((object) => [keyOf(object), object])),
    records: found.flatMap((object) => recordIn(object) ?? []),
  };
}

async function listOf(
  resources: Resources,
  kind: ObjectKind,
  namespaces: readonly string[],
): Promise<KubeObject[]> {
  const selector = `${MANAGED_BY}=${OWN_LABELS[MANAGED_BY]}`;
  const all = await visible(() => resources.list(kind, selector));
  if (all) return all;
  const some = await Promise.all(
    namespaces.map((namespace) => visible(() => resources.list(kind, selector, namespace))),
  );
  return some.flatMap((objects) => objects ?? []);
}

/** Undefined where it is not for us to see, or there is no such kind: applying says so. */
async function visible<Found>(list: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await list();
  } catch (error) {
    const reason = error instanceof ClusterFailure ? error.reason : undefined;
    if (reason === 'forbidden' || reason === 'not-found') return undefined;
    throw error;
  }
}
