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
import {
  ANY,
  apiErrors,
  BUSY,
  cpu,
  disk,
  ERRORS,
  FULL,
  memory,
  nodes,
  nodesNotReady,
  podsNotRunning,
  restarts,
  unhealthyWorkloads,
} from '../members/usage';
import type { Column, TablePanel } from '../types';
import { REASON_LEVELS, REASON_WORDS, trouble, worst } from './trouble';

/** The line of a member: what the hub sees of it, what is wrong, and the figures behind that. */
const columns = (members: Members): Column[] => [
  {
    title: 'State',
    expr: state(members),
    unit: 'number',
    words: STATE_WORDS,
    levels: STATE_LEVELS,
  },
  {
    title: 'Worst',
    expr: worst(members),
    unit: 'number',
    words: REASON_WORDS,
    levels: REASON_LEVELS,
  },
  {
    title: 'Critical',
    expr: alertsOrNone(members, 'critical'),
    unit: 'number',
    levels: worseFrom({ bad: 1 }),
  },
  {
    title: 'Warnings',
    expr: alertsOrNone(members, 'warning'),
    unit: 'number',
    levels: worseFrom(ANY),
  },
  { title: 'CPU', expr: cpu(members), unit: 'share', levels: worseFrom(BUSY), decimals: 0 },
  { title: 'Memory', expr: memory(members), unit: 'share', levels: worseFrom(BUSY), decimals: 0 },
  {
    title: 'Fullest disk',
    expr: disk(members),
    unit: 'share',
    levels: worseFrom(FULL),
    decimals: 0,
  },
  { title: 'Nodes', expr: nodes(members), unit: 'number' },
  { title: 'Not ready', expr: nodesNotReady(members), unit: 'number', levels: worseFrom(ANY) },
  { title: 'Unhealthy', expr: unhealthyWorkloads(members), unit: 'number', levels: worseFrom(ANY) },
  { title: 'Pods not running', expr: podsNotRunning(members), unit: 'number' },
  { title: 'Restarts', expr: restarts(members), unit: 'number', decimals: 0 },
  {
    title: 'API errors',
    expr: apiErrors(members),
    unit: 'share',
    levels: worseFrom(ERRORS),
    decimals: 1,
  },
  {
    title: 'Last answer',
    expr: sinceLastAnswer(members),
    unit: 'seconds',
    levels: worseFrom(OVERDUE),
    decimals: 0,
  },
  {
    title: 'Trouble',
    expr: trouble(members),
    unit: 'number',
    hidden: true,
  },
];

/** A line for each cluster of the fleet file, those that the hub does not see among them. */
export const clusterTable = (members: Members): TablePanel => ({
  kind: 'table',
  title: 'Clusters',
  description: `A line for each cluster of the fleet file, there or not, the one in most trouble first. ${STATES_EXPLAINED} What the hub does not see is left empty: it is unknown, not well. Worst is the gravest of what is wrong. Unhealthy counts Deployments, StatefulSets and DaemonSets that lack pods; restarts are those of the last hour; last answer is how long ago a request succeeded, looked for as far back as a day. Lines are in the order of whether the hub sees the cluster, of critical alerts, of warnings, and of the worst.`,
  width: 24,
  height: 12,
  empty: 'No cluster is in the fleet file, or the hub has not evaluated its rules yet',
  keys: [
    {
      label: members.label,
      title: 'Cluster',
      link: leadingTo(members.label, 'promfleet-cluster', 'Look at this cluster'),
    },
  ],
  columns: columns(members),
  sortBy: 'Trouble',
});
