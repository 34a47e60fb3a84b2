import { z } from 'zod';
import type { Hub } from '../../model/types';
import { OF_INVENTORY } from '../../prometheus/relabel/federation-marker';
import { DRILL, DRILL_LABEL, MISSING } from '../../prometheus/rules/inventory';
import type { Ask } from '../client/forwarded-request';
import { jsonIn } from '../client/json-answer';
import { ofEach, type Replica } from './replicas';
import type { Hop } from './types';

const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ name: z.string(), query: z.string() })) }),
    ),
  }),
});

const alerts = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.object({ alertstate: z.string() }) })),
  }),
});

/**
 * The hops at every replica of the hub's Prometheus, until the alert fires.
 *
 * @param end - of the drill, in milliseconds since 1970
 */
export function atPrometheus(
  hub: Hub,
  cluster: string,
  end: number,
  replicas: readonly Replica[],
): Hop[] {
  const kubectl = `kubectl --context ${hub.kubeContext} --namespace ${hub.server.namespace}`;
  const log = `the log of the hub's Prometheus (${kubectl} logs ${hub.server.name}-0)`;
  return [
    {
      name: 'loaded',
      look: () => seenAtAll(replicas, (ask) => hasDrill(ask, end), 'with the rules of the drill'),
      fix: `the kubelet brings the ConfigMap ${hub.drillConfigMap} to the pods, and Prometheus reads its rules again by itself: look at ${log}, and run promfleet apply for the hub if it was not applied with this version.`,
    },
    {
      name: 'pending',
      look: () => seenAtAll(replicas, async (ask) => (await statesOf(ask, hub, cluster)).size > 0),
      fix: `${MISSING} follows from promfleet_cluster_info and the rules of the drill: look at the hub's /alerts page and ${log}.`,
    },
    {
      name: 'firing',
      look: () =>
        seenAtAll(replicas, async (ask) => (await statesOf(ask, hub, cluster)).has('firing')),
      fix: `the alert waits for the \`for\` of ${MISSING}, which hub.alerts may set: give the drill more with --timeout, or look at ${log}.`,
    },
  ];
}

/** The hop at which no replica raises the alert any more. */
export function resolvedAtPrometheus(hub: Hub, cluster: string, replicas: readonly Replica[]): Hop {
  return {
    name: 'resolved',
    look: () =>
      seenAtAll(
        replicas,
        async (ask) => (await statesOf(ask, hub, cluster)).size === 0,
        'without it',
      ),
    fix: `see on the hub's /rules page that the group promfleet-drill is gone: the kubelet takes the files of ConfigMap ${hub.drillConfigMap} away within two minutes.`,
  };
}

/**
 * Whether the alert of a replica can be drilled.
 *
 * @throws Error if it does not say
 */
export async function knowsDrills(ask: Ask): Promise<boolean> {
  const query = new URLSearchParams({ type: 'alert', 'rule_name[]': MISSING });
  const found = await rulesOf(ask, query);
  return found.some(({ name, query }) => name === MISSING && query.includes(DRILL));
}

/** Whether a replica has the rules of this drill, and not of an earlier one. */
async function hasDrill(ask: Ask, end: number): Promise<boolean> {
  const query = new URLSearchParams({ type: 'record', 'rule_name[]': DRILL });
  const found = await rulesOf(ask, query);
  return found.some(
    ({ name, query }) => name === DRILL && query.includes(String(Math.floor(end / 1000))),
  );
}

async function rulesOf(ask: Ask, query: URLSearchParams) {
  const { groups } = jsonIn(await ask(`/api/v1/rules?${query}`), rules).data;
  return groups.flatMap((group) => group.rules);
}

/** What state the alert is in at a replica: none, one, or both for a moment. */
async function statesOf(ask: Ask, { clusterLabel }: Hub, cluster: string): Promise<Set<string>> {
  const own = OF_INVENTORY.slice(1, -1);
  const query = `ALERTS{alertname="${MISSING}", ${DRILL_LABEL}="true", ${clusterLabel}="${cluster}", ${own}}`;
  const answer = await ask(`/api/v1/query?${new URLSearchParams({ query })}`);
  const { result } = jsonIn(answer, alerts).data;
  return new Set(result.map(({ metric }) => metric.alertstate));
}

async function seenAtAll(
  replicas: readonly Replica[],
  isSo: (ask: Ask) => Promise<boolean>,
  how = '',
): Promise<{ taken: string } | { waiting: string }> {
  const there = (await ofEach(replicas, isSo)).filter(Boolean).length;
  const text = `${there} of ${replicas.length} replicas of Prometheus${how && ` ${how}`}`;
  return there === replicas.length ? { taken: text } : { waiting: text };
}
