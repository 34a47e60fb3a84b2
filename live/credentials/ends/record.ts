import { setTimeout } from 'node:timers/promises';
import { OWN_LABELS } from '../../../model/labels';
import { credentialEndsConfigMap } from '../../../model/spread';
import type { Hub } from '../../../model/types';
import type { CredentialEnd } from '../../../prometheus/rules/credential-ends';
import { ClusterFailure } from '../../client/failure';
import { FIELD_MANAGER } from '../../client/field-manager';
import type { KubeObject, Resources } from '../../client/resources';
import { endsConfigMap, endsIn, endsRef, saysTheSame } from './config-map';

/** What a run has found of when credentials end. */
export interface Ends {
  /** Clusters of the fleet file: what is recorded of others goes. */
  readonly clusters: ReadonlySet<string>;
  /** By cluster: undefined for one whose credential does not end, or that has none any more. */
  readonly found: ReadonlyMap<string, CredentialEnd | undefined>;
}

/** What came of it. */
export interface Recorded {
  /** Whether the hub was told something new. */
  readonly changed: boolean;
  /** Why it was not told, as a sentence, where that is so. */
  readonly note?: string;
}

/**
 * One for all members: one for each would be a list of managers that fills the ConfigMap. So two runs
 * at a time would write over each other, if not for the version that each has read.
 */
const MANAGER = `${FIELD_MANAGER}:credential-ends`;
/** How often a ConfigMap is read again that another run writes to at the same time. */
const TRIES = 8;
const PAUSE_MS = 100;

/**
 * Tells the hub's Prometheus when credentials end. That it is not told makes no credential worse: it is
 * a note.
 */
export async function recordEnds(hub: Hub, resources: Resources, ends: Ends): Promise<Recorded> {
  const all = await Promise.all(
    hub.credentialEndsConfigMaps.map((name) =>
      recordIn(name, hub, resources, ends).then(
        (changed): Recorded => ({ changed }),
        (error: unknown) => notRecorded(hub, error),
      ),
    ),
  );
  const note = all.find((recorded) => recorded.note)?.note;
  return { changed: all.some(({ changed }) => changed), ...(note === undefined ? {} : { note }) };
}

/** Does so in one of the ConfigMaps; gives whether it changed. */
async function recordIn(
  name: string,
  hub: Hub,
  resources: Resources,
  ends: Ends,
): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const there = await resources.read(endsRef(hub, name));
    if (there) refuseOthers(there);
    const merged = mergedIn(name, hub, there ? endsIn(hub, there) : [], ends);
    if (!there && merged.length === 0) return false;
    const wanted = endsConfigMap(hub, name, merged, there);
    if (there && saysTheSame(there, wanted)) return false;
    if (await resources.put(wanted, MANAGER)) return true;
    await setTimeout(PAUSE_MS * tries * Math.random());
  }
  const message = `ConfigMap ${name} of ${hub.server.namespace} changes all the time, found ${TRIES} others that wrote to it, connect again`;
  throw new ClusterFailure('conflict', message);
}

/** What a ConfigMap is to say: of whom nothing was found out, what it says already. */
function mergedIn(
  name: string,
  { server: { release } }: Hub,
  recorded: readonly CredentialEnd[],
  { clusters, found }: Ends,
): CredentialEnd[] {
  const kept = recorded.filter(({ cluster }) => clusters.has(cluster) && !found.has(cluster));
  const fresh = [...found.values()].filter((end) => end !== undefined);
  return [...kept, ...fresh].filter(
    ({ cluster }) => credentialEndsConfigMap(cluster, release) === name,
  );
}

/** @throws ClusterFailure if a ConfigMap of that name is someone else's */
function refuseOthers({ metadata: { name, labels = {} } }: KubeObject): void {
  const missing = Object.entries(OWN_LABELS).filter(([key, value]) => labels[key] !== value);
  if (missing.length === 0) return;
  const found = missing.map(([key, value]) => `${key}: ${value}`).join(' and ');
  const message = `ConfigMap ${name} is not promfleet's, found it without ${found}, delete it`;
  throw new ClusterFailure('conflict', message);
}

function notRecorded({ server: { namespace } }: Hub, error: unknown): Recorded {
  if (!(error instanceof ClusterFailure)) throw error;
  const fix =
    error.reason === 'forbidden'
      ? `; allow get, create and update of ConfigMaps in ${namespace}, as docs/connect.md has it`
      : '';
  const note = `the hub is not told when credentials end: ${error.message}${fix}`;
  return { changed: false, note };
}
