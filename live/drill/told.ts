import type { Alertmanager } from '../../model/alertmanager-types';
import { listed } from '../listed';
import { arrived, type Routed, routedAt } from './at-alertmanager';
import { increase, pageOf, type Sample, samplesOf } from './metrics';
import { ofEach, type Replica } from './replicas';
import type { Hop, Seen } from './types';

/** What the replicas of an Alertmanager have counted, by the pod and the series. */
type Counted = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counted by request: the count of notifications goes up before the first is made. */
const REQUESTS = 'alertmanager_notification_requests_total';
const FAILED_REQUESTS = 'alertmanager_notification_requests_failed_total';
/** Counted once Alertmanager has given up, with the reason. */
const FAILED = 'alertmanager_notifications_failed_total';

/** Before the alert, so that what comes later can be told from it. */
export const counted = async (replicas: readonly Replica[]): Promise<Counted> =>
  new Map(await ofEach(replicas, async (ask, pod) => [pod, countsIn(await pageOf(ask))] as const));

/**
 * The hops at Alertmanager: to every replica, and to whoever is told by what it counts for the
 * receivers that it routes to.
 *
 * @param before - what was counted before the drill; later counts take its place until it is there
 */
export function throughAlertmanager(
  alertmanager: Alertmanager,
  cluster: string,
  replicas: readonly Replica[],
  before: Counted,
): Hop[] {
  let last = before;
  const arrives = arrived(alertmanager, cluster, replicas);
  return [
    {
      ...arrives,
      look: async () => {
        const counts = await counted(replicas);
        const routed = await ofEach(replicas, (ask) => routedAt(ask, alertmanager, cluster));
        // Asked for afterwards and not there yet: what is counted by now is of other alerts.
        if (routed.every(({ length }) => length === 0)) last = counts;
        return arrives.look();
      },
    },
    told(alertmanager, cluster, replicas, () => last),
  ];
}

function told(
  alertmanager: Alertmanager,
  cluster: string,
  replicas: readonly Replica[],
  before: () => Counted,
): Hop {
  return {
    name: 'told',
    look: async () => {
      const answers = await ofEach(replicas, async (ask, pod) => ({
        routed: await routedAt(ask, alertmanager, cluster),
        series: since(await pageOf(ask), before().get(pod)),
      }));
      return seen(
        answers.flatMap(({ routed }) => routed),
        answers.flatMap(({ series }) => series),
      );
    },
    fix: `see the receiver under hub.alertmanager.config.receivers, the Secret with its URL or key, and the log of ${alertmanager.namespace}/${alertmanager.name}, which says what was answered; notifications wait for the route's group_wait, and for its group_interval after another of the group.`,
  };
}

/** By how much a series of an Alertmanager has gone up. */
interface Counter {
  readonly metric: string;
  readonly integration: string;
  readonly receiver?: string | undefined;
  readonly reason?: string | undefined;
  readonly by: number;
}

function since(page: string, before: ReadonlyMap<string, number> = new Map()): Counter[] {
  return seriesIn(page).map(({ metric, labels, value }) => ({
    metric,
    integration: labels.integration ?? '',
    receiver: labels.receiver_name,
    reason: labels.reason,
    by: increase(before.get(keyOf({ metric, labels })), value),
  }));
}

function seen(routed: readonly Routed[], series: readonly Counter[]): Seen {
  if (routed.length === 0) return { missed: 'Alertmanager has it no more' };
  if (series.some(({ receiver }) => receiver === undefined)) {
    return {
      missed:
        'Alertmanager does not say by receiver whom it has told, run promfleet apply for the hub',
    };
  }
  const open = routed.filter(({ heldBack }) => !heldBack).map(({ receiver }) => receiver);
  const receivers = [...new Set(open)];
  if (receivers.length === 0) return { missed: `it is suppressed: ${routed[0]?.heldBack}` };
  const states = receivers.flatMap((receiver) => statesOf(receiver, series));
  if (states.length === 0) {
    return { missed: `nobody is told: ${listed(receivers)} has no integration` };
  }
  const text = states.map(({ text }) => text).join(', ');
  if (states.some(({ state }) => state === 'waiting')) return { waiting: text };
  if (states.some(({ state }) => state === 'told')) return { taken: text };
  return states.every(({ state }) => state === 'failed') ? { missed: text } : { waiting: text };
}

/** What came of each integration of a receiver. */
function statesOf(receiver: string, series: readonly Counter[]) {
  const own = series.filter((one) => one.receiver === receiver);
  const integrations = [...new Set(own.map(({ integration }) => integration))];
  return integrations.map((integration) => {
    const of = own.filter((one) => one.integration === integration);
    const total = (metric: string) =>
      of.reduce((sum, one) => (one.metric === metric ? sum + one.by : sum), 0);
    const what = `${receiver} by ${integration}`;
    if (total(REQUESTS) > total(FAILED_REQUESTS)) return { state: 'told', text: `${what}: told` };
    const given = of.find(({ metric, by }) => metric === FAILED && by > 0);
    if (given) return { state: 'failed', text: `${what}: failed (${given.reason})` };
    return total(FAILED_REQUESTS) > 0
      ? { state: 'failing', text: `${what}: fails, and is tried again` }
      : { state: 'waiting', text: `${what}: not yet` };
  });
}

const seriesIn = (page: string) =>
  [REQUESTS, FAILED_REQUESTS, FAILED].flatMap((metric) =>
    samplesOf(metric, page).map((sample) => ({ metric, ...sample })),
  );

const countsIn = (page: string) => new Map(seriesIn(page).map((one) => [keyOf(one), one.value]));

const keyOf = ({ metric, labels }: Pick<Sample, 'labels'> & { readonly metric: string }) =>
  JSON.stringify([metric, labels.integration, labels.receiver_name, labels.reason]);
