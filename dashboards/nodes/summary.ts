import { ALERTS_OF_MEMBERS } from '../../prometheus/relabel/federated-rules';
import { noneIsGood } from '../counted';
import { grouped } from '../grouped';
import { chosen } from '../promql';
import { silentClusters } from '../silent';
import type { Context, Link, Row, StatPanel } from '../types';
import { alertsOfNodes, NODE } from './of-nodes';
import { CONDITION } from './series';
import { notReady, pressure, ready } from './state';

/** How many nodes there are, and how many of them are not well. */
export const summary = (context: Context): Row => ({
  title: 'At a glance',
  panels: [
    {
      ...count('Nodes', 4, `count(${ready(context)})`),
      description: 'Nodes that Kubernetes knows in the chosen clusters, whatever their state.',
      empty: 'No cluster that was chosen tells of its nodes',
    },
    {
      ...count('Not ready', 5, `count(${notReady(context)}) or 0 * count(${ready(context)})`),
      description:
        'Nodes whose kubelet says that they are not ready, or has not been heard of. Their pods are evicted after five minutes.',
      empty: 'Nothing is known of any node',
      levels: noneIsGood('bad'),
    },
    {
      ...count('Under pressure', 5, underPressure(context)),
      description:
        'Nodes that are short of memory, disk space or process numbers, or have no network. Kubelets evict pods until enough is free again.',
      empty: 'Nothing is known of any node',
      levels: noneIsGood('bad'),
    },
    {
      ...count('Alerts about nodes', 5, alerts(context)),
      description: 'Alerts that name a node and fire now, in the clusters themselves.',
      empty: 'Nothing is known of any node',
      levels: noneIsGood('warning'),
      link: toAlerts(context),
    },
    silentClusters(context, 'nodes', chosen(context, CONDITION), 5),
  ],
});

const underPressure = (context: Context) =>
  `sum(${grouped(context, 'max', pressure(context), NODE)}) or 0 * count(${ready(context)})`;

const alerts = (context: Context) =>
  `count(${alertsOfNodes(context, ALERTS_OF_MEMBERS)}) or 0 * count(${ready(context)})`;

/** The alerts of the same clusters. */
const toAlerts = ({ clusterLabel }: Context): Link => ({
  title: 'Alerts',
  dashboard: 'promfleet-alerts',
  variables: { cluster: clusterLabel },
});

const count = (title: string, width: number, expr: string) =>
  ({
    kind: 'stat',
    title,
    width,
    height: 4,
    unit: 'number',
    queries: [{ expr, legend: title }],
  }) satisfies Partial<StatPanel>;
