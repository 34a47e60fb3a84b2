import type { Hub } from '../../model/types';
import { DRILL, MISSING } from '../../prometheus/rules/inventory';
import { ClusterFailure } from '../client/failure';
import type { Ask } from '../client/forwarded-request';
import type { PodPort } from '../client/port-forward';
import type { Resources } from '../client/resources';
import { clearedAtAlertmanager } from './at-alertmanager';
import { atPrometheus, knowsDrills, resolvedAtPrometheus } from './at-prometheus';
import { type Following, follow } from './follow';
import { type HubReplicas, hubReplicas, ofEach } from './replicas';
import { beginRules, endRules, refuseStanding } from './rules';
import { sentBefore, sentToExisting } from './sent';
import { counted, throughAlertmanager } from './told';
import type { Drilled, Hop, HopTaken } from './types';

export interface DrillOptions extends Pick<Following, 'signal' | 'onTaken' | 'onWaiting'> {
  readonly hub: Hub;
  /** A member of the hub. */
  readonly cluster: string;
  /** Objects of the hub's cluster. */
  readonly resources: Resources;
  /** A way to a port of a pod there; what it rejects with is told. */
  readonly asker: (at: PodPort) => Ask;
  /** Milliseconds until somebody has to be told; the alert ends by itself then. */
  readonly timeoutMs: number;
  /**
   * Milliseconds for the way back. Prometheus takes two evaluations until what a rule is gone for is
   * over, and the kubelet up to a minute and a half to take its file away.
   *
   * @default 600000
   */
  readonly backMs?: number;
  /**
   * Milliseconds between two looks.
   *
   * @default 2000
   */
  readonly everyMs?: number;
}

const BACK_MS = 10 * 60_000;

/**
 * Raises the alert of a missing member in a drill, follows it to whoever is told, and ends it.
 *
 * @throws ClusterFailure if it was not begun: nothing has changed then
 */
export async function drillHub(options: DrillOptions): Promise<Drilled> {
  const { hub, cluster, resources, timeoutMs, everyMs = 2_000, backMs = BACK_MS } = options;
  const replicas = await hubReplicas(hub, resources, options.asker);
  const now = await hubTime(replicas);
  await refuseStanding(resources, hub, now);
  await refuseOtherRules(replicas);
  const way = await wayOf(replicas, options);
  const end = now + timeoutMs;
  const hops: HopTaken[] = [];
  const onTaken = (hop: HopTaken) => {
    hops.push(hop);
    options.onTaken(hop);
  };
  await beginRules(resources, hub, cluster, end);
  const began = Date.now();
  const following = { ...options, began, everyMs, onTaken };
  let ended: Ended;
  let left: string | undefined;
  try {
    const all = [...atPrometheus(hub, cluster, end, replicas.prometheus), ...way];
    ended = await followed(all, { ...following, deadline: began + timeoutMs });
  } finally {
    left = await endRules(resources, hub, end);
  }
  if (left === undefined) onTaken(removed(hub, began));
  if (left === undefined && !ended.missed && !ended.interrupted) {
    const back = backOf(replicas, options);
    ended = await followed(back, { ...following, deadline: Date.now() + backMs });
  }
  const ok = left === undefined && !ended.missed && !ended.interrupted;
  const problems = [...replicas.problems, ...(left === undefined ? [] : [left])];
  return { ok, cluster, hops, ...ended, problems };
}

type Ended = Pick<Drilled, 'missed' | 'interrupted'>;

async function followed(hops: readonly Hop[], following: Following): Promise<Ended> {
  try {
    return { missed: await follow(hops, following), interrupted: false };
  } catch (error) {
    if (!following.signal.aborted) throw error;
    return { interrupted: true };
  }
}

/** The hub's clock, in milliseconds since 1970: by it the alert ends. */
async function hubTime({ prometheus }: HubReplicas): Promise<number> {
  const dates = await asked(() => ofEach(prometheus, async (ask) => (await ask('/-/ready')).date));
  return dates.find((date) => date !== undefined) ?? Date.now();
}

/** An alert that does not look at the rules of a drill would never come. */
async function refuseOtherRules({ prometheus }: HubReplicas): Promise<void> {
  const known = await asked(() => ofEach(prometheus, knowsDrills));
  if (known.every(Boolean)) return;
  const message = `the hub's ${MISSING} cannot be drilled, found it absent or without ${DRILL} in ${known.filter((one) => !one).length} of ${known.length} replicas of Prometheus, run promfleet apply for the hub`;
  throw new ClusterFailure('refused', message);
}

/** From Prometheus to whoever is told, with what was counted before. */
async function wayOf(replicas: HubReplicas, { hub, cluster }: DrillOptions): Promise<Hop[]> {
  const { prometheus, alertmanager } = replicas;
  if (!hub.alertmanager) {
    return [sentToExisting(prometheus, await asked(() => sentBefore(prometheus)))];
  }
  const before = await asked(() => counted(alertmanager));
  return throughAlertmanager(hub.alertmanager, cluster, alertmanager, before);
}

function backOf(replicas: HubReplicas, { hub, cluster }: DrillOptions): Hop[] {
  const resolved = resolvedAtPrometheus(hub, cluster, replicas.prometheus);
  return hub.alertmanager
    ? [resolved, clearedAtAlertmanager(hub.alertmanager, cluster, replicas.alertmanager)]
    : [resolved];
}

const removed = ({ drillConfigMap }: Hub, began: number): HopTaken => ({
  hop: 'removed',
  seconds: Math.round((Date.now() - began) / 1000),
  summary: `ConfigMap ${drillConfigMap} taken away`,
});

/** What is asked before the drill; without an answer there is none. */
async function asked<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof ClusterFailure || !(error instanceof Error)) throw error;
    throw new ClusterFailure(
      'unreachable',
      `${error.message}: a drill takes get and create on pods/portforward there, and an answer of every replica`,
    );
  }
}
