import { DRILL_LABEL } from '../../prometheus/rules/inventory';
import type { Severity } from '../../prometheus/rules/rule';
import { leadingTo } from '../leading-to';
import { countOf } from '../promql';
import { RANK_LEVELS, RANKS } from '../severity';
import type { Context, Health, Row, StatPanel, TablePanel } from '../types';
import { firing, firingFor, pending, ranked } from './firing';

/** What fires now. */
export const now = (context: Context): Row => ({
  title: 'Now',
  panels: [
    ofSeverity(context, 'critical', 'Critical', 'bad', 'somebody has to act now'),
    ofSeverity(context, 'warning', 'Warning', 'warning', 'somebody has to act soon'),
    ofSeverity(context, 'info', 'Info', 'neutral', 'it is worth knowing once something is wrong'),
    {
      ...count(
        'Clusters with a critical alert',
        'Clusters, the one of the hub included, of which a critical alert fires.',
        `count by (${context.clusterLabel}) (${firing(context, 'severity="critical"')})`,
        'bad',
      ),
      width: 8,
    },
    count(
      'Pending',
      'Alerts whose condition holds, but not yet for as long as it takes to fire. Members send no pending alerts, so these are of the hub alone.',
      pending(context),
      'neutral',
    ),
    table(context),
  ],
});

const ofSeverity = (
  context: Context,
  severity: Severity,
  title: string,
  is: Health,
  meaning: string,
) =>
  count(
    title,
    `Alerts of this severity that fire, about these clusters or the hub: ${meaning}.`,
    firing(context, `severity="${severity}"`),
    is,
  );

/** Counts what there should be none of. */
function count(title: string, description: string, those: string, is: Health): StatPanel {
  return {
    kind: 'stat',
    title,
    description,
    width: 4,
    height: 4,
    empty: 'The hub has no samples at this time',
    queries: [{ expr: countOf(those), legend: title }],
    unit: 'number',
    decimals: 0,
    levels: [
      { from: 0, is: is === 'neutral' ? 'neutral' : 'good' },
      { from: 1, is },
    ],
  };
}

/**
 * Labels that say what in a cluster an alert is about, from the outside in. Of one object several
 * belong together, such as a pod and its container.
 */
const SUBJECTS = [
  'node',
  'device',
  'mountpoint',
  'condition',
  'deployment',
  'statefulset',
  'daemonset',
  'horizontalpodautoscaler',
  'job_name',
  'persistentvolumeclaim',
  'persistentvolume',
  'resourcequota',
  'resource',
  'pod',
  'container',
  'name',
  'job',
  'instance',
  'config',
  'rule_group',
  'alertmanager',
  'integration',
  'verb',
  'operation',
];

/** An alert by what a line says of it: one of a user's rule in a member by the name it has there. */
function named(alerts: string): string {
  const name = `label_replace(${alerts}, "alertname", "$1", "alert", "(.+)")`;
  const labels = SUBJECTS.map((label) => `"${label}"`).join(', ');
  const subject = `label_join(${name}, "subject", " ", ${labels})`;
  const tidy = `label_replace(${subject}, "subject", "$1", "subject", " *(.*?) *")`;
  return `label_replace(${tidy}, "subject", "a fire drill", "${DRILL_LABEL}", "true")`;
}

function table(context: Context): TablePanel {
  const { clusterLabel } = context;
  const line = `by (alertname, ${clusterLabel}, namespace, subject)`;
  return {
    kind: 'table',
    title: 'Firing',
    description:
      'Every alert that fires, about these clusters or the hub, the most urgent first. How long its condition has held begins anew where the hub was restarted meanwhile and the alert takes less than 10 minutes to fire, as those do that members raised.',
    width: 24,
    height: 12,
    empty: 'Nothing fires',
    keys: [
      { label: 'alertname', title: 'Alert' },
      {
        label: clusterLabel,
        title: 'Cluster',
        link: leadingTo(clusterLabel, 'promfleet-cluster', 'Cluster'),
      },
      { label: 'namespace', title: 'Namespace' },
      { label: 'subject', title: 'About' },
    ],
    columns: [
      {
        title: 'Severity',
        expr: `max ${line} (${named(`(${ranked((...matchers) => firing(context, ...matchers))})`)})`,
        unit: 'number',
        levels: RANK_LEVELS,
        words: { 0: 'other', ...RANKS },
      },
      {
        title: 'For',
        expr: `max ${line} (${named(`(${firingFor(context)})`)})`,
        unit: 'seconds',
      },
    ],
    sortBy: 'Severity',
  };
}
