import { z } from 'zod';
import type { Alertmanager } from '../../model/alertmanager-types';
import { DRILL_LABEL, MISSING } from '../../prometheus/rules/inventory';
import type { Ask } from '../client/forwarded-request';
import { jsonIn } from '../client/json-answer';
import { listed } from '../listed';
import { ofEach, type Replica } from './replicas';
import type { Hop, Seen } from './types';

const groups = z.array(
  z.object({
    receiver: z.object({ name: z.string() }),
    alerts: z.array(
      z.object({
        status: z.object({
          state: z.string(),
          silencedBy: z.array(z.string()),
          inhibitedBy: z.array(z.string()),
          mutedBy: z.array(z.string()).optional(),
        }),
      }),
    ),
  }),
);

const silence = z.object({ createdBy: z.string(), comment: z.string(), endsAt: z.string() });

const alerts = z.array(
  z.object({ fingerprint: z.string(), labels: z.record(z.string(), z.string()) }),
);

/** The alert on the way to a receiver. */
export interface Routed {
  readonly receiver: string;
  /** Why nobody is told; absent where it is not held back. */
  readonly heldBack?: string;
}

/** The hop to every replica of the hub's Alertmanager. */
export function arrived(
  alertmanager: Alertmanager,
  cluster: string,
  replicas: readonly Replica[],
): Hop {
  return {
    name: 'arrived',
    look: async () => seen(await ofEach(replicas, (ask) => routedAt(ask, alertmanager, cluster))),
    fix: `Prometheus sends alerts to port ${alertmanager.port} of each pod of ${alertmanager.namespace}/${alertmanager.name}: look at its log, and at NetworkPolicies between them; what holds an alert back is taken away in Alertmanager, or in hub.alertmanager.config.`,
  };
}

/** The hop at which no replica has the alert any more. */
export function clearedAtAlertmanager(
  alertmanager: Alertmanager,
  cluster: string,
  replicas: readonly Replica[],
): Hop {
  return {
    name: 'cleared',
    look: async () => {
      const routed = await ofEach(replicas, (ask) => routedAt(ask, alertmanager, cluster));
      const without = routed.filter(({ length }) => length === 0).length;
      const text = `${without} of ${replicas.length} replicas of Alertmanager without it`;
      return without === replicas.length ? { taken: text } : { waiting: text };
    },
    fix: 'Alertmanager takes an alert for over a few minutes after Prometheus last sent it: look again then.',
  };
}

/**
 * Where a replica has routed the alert; empty as long as it has none.
 *
 * @throws Error if it does not say
 */
export async function routedAt(
  ask: Ask,
  { clusterLabel }: Alertmanager,
  cluster: string,
): Promise<Routed[]> {
  const filters = [
    `alertname="${MISSING}"`,
    `${DRILL_LABEL}="true"`,
    `${clusterLabel}="${cluster}"`,
  ];
  const query = new URLSearchParams(filters.map((filter): [string, string] => ['filter', filter]));
  const found = jsonIn(await ask(`/api/v2/alerts/groups?${query}`), groups);
  const each = found.flatMap(({ receiver, alerts: [alert] }) =>
    alert ? [{ receiver: receiver.name, ...alert.status }] : [],
  );
  return Promise.all(
    each.map(async ({ receiver, silencedBy, inhibitedBy, mutedBy = [] }) => {
      const why = [
        ...(await Promise.all(silencedBy.map((id) => silencer(ask, id)))),
        ...(inhibitedBy.length > 0 ? [await inhibitors(ask, inhibitedBy)] : []),
        ...(mutedBy.length > 0 ? [`muted by the time interval ${listed(mutedBy)}`] : []),
      ];
      return why.length > 0 ? { receiver, heldBack: why.join(', ') } : { receiver };
    }),
  );
}

/** What each replica says of the alert, as a whole. */
function seen(replicas: readonly (readonly Routed[])[]): Seen {
  const total = replicas.length;
  const there = replicas.filter(({ length }) => length > 0).length;
  if (there < total) return { waiting: `at ${there} of ${total} replicas of Alertmanager` };
  const all = replicas.flat();
  const held = all.find(({ heldBack }) => heldBack);
  const open = all.filter(({ heldBack }) => !heldBack);
  if (open.length === 0) return { missed: `it is suppressed: ${held?.heldBack}` };
  const receivers = [...new Set(open.map(({ receiver }) => receiver))];
  return {
    taken: `active at ${total} of ${total} replicas of Alertmanager, routed to ${listed(receivers)}`,
  };
}

async function silencer(ask: Ask, id: string): Promise<string> {
  const { createdBy, comment, endsAt } = jsonIn(await ask(`/api/v2/silence/${id}`), silence);
  return `silenced by ${createdBy || 'somebody'} until ${endsAt} (${comment || 'without a comment'})`;
}

async function inhibitors(ask: Ask, fingerprints: readonly string[]): Promise<string> {
  const found = jsonIn(await ask('/api/v2/alerts'), alerts);
  const names = found
    .filter(({ fingerprint }) => fingerprints.includes(fingerprint))
    .map(({ labels }) => labels.alertname ?? 'an alert without a name');
  return `inhibited by ${listed(names.length > 0 ? names : fingerprints)}`;
}
