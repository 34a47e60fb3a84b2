import { leadingTo } from '../leading-to';
import { alertsOrNone } from '../members/alerts';
import { worseFrom } from '../members/levels';
import type { Members } from '../members/select';
import {
  OVERDUE,
  STATE_LEVELS,
  STATE_WORDS,
  STATES_EXPLAINED,
  sinceLastAnswer,
  state,
} from '../members/state';
import { ANY, nodes, nodesNotReady, unhealthyWorkloads } from '../members/usage';
import type { StatPanel } from '../types';

const UNKNOWN = 'Unknown: the hub does not see this cluster';

const ONE = { kind: 'stat', width: 4, height: 4, unit: 'number', decimals: 0 } as const;

/** How the cluster is, in a line. */
export function stateOf(members: Members): StatPanel[] {
  const requests = leadingTo(members.label, 'promfleet-federation', 'Requests to this cluster');
  const alerts = leadingTo(members.label, 'promfleet-alerts', 'Alerts of this cluster');
  return [
    {
      ...ONE,
      title: 'State',
      description: STATES_EXPLAINED,
      empty: 'This cluster is not in the fleet file',
      words: STATE_WORDS,
      levels: STATE_LEVELS,
      queries: [{ expr: state(members), legend: 'state' }],
      link: requests,
    },
    {
      ...ONE,
      title: 'Last answer',
      description:
        'How long ago a request to this cluster last succeeded, looked for as far back as a day. What this page shows is as old.',
      empty: 'None within a day',
      unit: 'seconds',
      levels: worseFrom(OVERDUE),
      queries: [{ expr: sinceLastAnswer(members), legend: 'ago' }],
      link: requests,
    },
    {
      ...ONE,
      title: 'Critical alerts',
      description: 'Alerts on this cluster that fire and want somebody at once.',
      empty: UNKNOWN,
      levels: worseFrom({ bad: 1 }),
      queries: [{ expr: alertsOrNone(members, 'critical'), legend: 'critical' }],
      link: alerts,
    },
    {
      ...ONE,
      title: 'Warnings',
      description: 'Alerts on this cluster that fire and can wait until the morning.',
      empty: UNKNOWN,
      levels: worseFrom(ANY),
      queries: [{ expr: alertsOrNone(members, 'warning'), legend: 'warnings' }],
      link: alerts,
    },
    {
      ...ONE,
      title: 'Nodes not ready',
      description:
        'Nodes whose kubelet says that they are not ready, or is not heard of, and all nodes that Kubernetes knows.',
      empty: 'Unknown: the hub does not see this cluster, or it has no kube-state-metrics',
      levels: worseFrom(ANY),
      queries: [
        { expr: nodesNotReady(members), legend: 'not ready' },
        { expr: nodes(members), legend: 'all', neutral: true },
      ],
      link: leadingTo(members.label, 'promfleet-nodes', 'Nodes of this cluster'),
    },
    {
      ...ONE,
      title: 'Unhealthy workloads',
      description:
        'Deployments, StatefulSets and DaemonSets that have fewer pods at work than they ask for.',
      empty: 'Unknown: the hub does not see this cluster, or it has no kube-state-metrics',
      levels: worseFrom(ANY),
      queries: [{ expr: unhealthyWorkloads(members), legend: 'unhealthy' }],
      link: leadingTo(members.label, 'promfleet-workloads', 'Workloads of this cluster'),
    },
  ];
}
