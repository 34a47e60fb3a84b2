import { noneIsGood } from '../counted';
import { chosen } from '../promql';
import { silentClusters } from '../silent';
import type { Context, Row, StatPanel } from '../types';
import { ofKinds } from './kinds';
import { ofNamespaces } from './of-namespaces';
import { PODS, RESTARTS, UNSCHEDULABLE } from './series';

const empty = 'Nothing is known of workloads in what was chosen';

/** Phases of pods that neither run nor have ended well. */
export const NOT_RUNNING = 'phase=~"Pending|Failed|Unknown"';

/** How much of what runs is not as it should be. */
export const summary = (context: Context): Row => ({
  title: 'At a glance',
  panels: [
    {
      ...stat('Unhealthy objects', 4, sumOf(context, ofKinds(context, 'unhealthy'))),
      description:
        'Deployments, StatefulSets and DaemonSets that lack pods, Jobs that failed, autoscalers that cannot work and claims without a volume.',
      levels: noneIsGood('bad'),
    },
    {
      ...stat('Pods not running', 5, sumOf(context, ofNamespaces(context, PODS, NOT_RUNNING))),
      description:
        'Pods that are pending, failed or out of reach. Failed ones stay until somebody deletes them.',
      levels: noneIsGood('warning'),
    },
    {
      ...stat('Unschedulable pods', 5, sumOf(context, ofNamespaces(context, UNSCHEDULABLE))),
      description: 'Pods that no node takes: none has enough free, or matches what they ask for.',
      levels: noneIsGood('bad'),
    },
    {
      ...stat('Restarts in an hour', 5, sumOf(context, ofNamespaces(context, RESTARTS))),
      description: 'How often containers were started again within the last hour.',
      decimals: 0,
      levels: noneIsGood('warning'),
    },
    silentClusters(context, 'workloads', chosen(context, PODS), 5),
  ],
});

/** A sum that is 0 where pods are known and none of what is counted: much of it is told of only while it is there. */
const sumOf = (context: Context, vector: string) =>
  `sum(${vector}) or 0 * sum(${ofNamespaces(context, PODS)})`;

const stat = (title: string, width: number, expr: string) =>
  ({
    kind: 'stat',
    title,
    width,
    height: 4,
    unit: 'number',
    empty,
    queries: [{ expr, legend: title }],
  }) satisfies Partial<StatPanel>;
