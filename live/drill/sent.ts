import type { Ask } from '../client/forwarded-request';
import { listed } from '../listed';
import { increase, pageOf, samplesOf } from './metrics';
import { ofEach, type Replica } from './replicas';
import type { Hop, Seen } from './types';

/** How much each replica has sent to each Alertmanager, by the pod and the Alertmanager's URL. */
type SentBefore = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * What the replicas of the hub's Prometheus have sent by now.
 *
 * @throws Error if one does not say
 */
export async function sentBefore(replicas: readonly Replica[]): Promise<SentBefore> {
  return new Map(await ofEach(replicas, async (ask, pod) => [pod, await sentBy(ask)] as const));
}

/** The hop to Alertmanagers that somebody else runs, where the way ends that can be followed. */
export function sentToExisting(replicas: readonly Replica[], before: SentBefore): Hop {
  return {
    name: 'sent',
    look: async () => seen(await ofEach(replicas, (ask, pod) => reached(ask, before.get(pod)))),
    fix: "see that the hub reaches hub.alertmanager.existing and hub.alerting: their targets, TLS and credentials, and what the log of the hub's Prometheus says.",
  };
}

/** The Alertmanagers of one replica, and whether each was sent alerts since. */
async function reached(ask: Ask, before: ReadonlyMap<string, number> = new Map()) {
  return [...(await sentBy(ask))].map(([url, sent]) => ({
    url,
    well: increase(before.get(url), sent) > 0,
  }));
}

function seen(replicas: readonly (readonly { url: string; well: boolean }[])[]): Seen {
  const all = replicas.flat();
  const urls = [...new Set(all.map(({ url }) => url))];
  if (urls.length === 0) return { waiting: 'Prometheus has discovered no Alertmanager' };
  const missing = urls.filter((url) => all.some((one) => one.url === url && !one.well));
  const text = `Prometheus sent it to ${urls.length - missing.length} of ${urls.length} Alertmanagers`;
  return missing.length === 0
    ? { taken: `${text}; who is told there is not followed` }
    : { waiting: `${text}, and not to ${listed(missing)}` };
}

async function sentBy(ask: Ask): Promise<Map<string, number>> {
  const page = await pageOf(ask);
  return new Map(
    samplesOf('prometheus_notifications_sent_total', page).map(({ labels, value }) => [
      labels.alertmanager ?? '',
      value,
    ]),
  );
}
