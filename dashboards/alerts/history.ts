import { ofInventory } from '../../prometheus/relabel/federation-marker';
import { INFO } from '../../prometheus/rules/inventory';
import { leadingTo } from '../leading-to';
import { isChosen } from '../promql';
import { RANK_LEVELS, RANKS, SEVERITY_HEALTH } from '../severity';
import type { Context, Row, TablePanel } from '../types';
import { firing, ranked } from './firing';

/** What fired when, and of which cluster. */
export const history = (context: Context): Row => ({
  title: 'History',
  panels: [
    {
      kind: 'timeSeries',
      title: 'Firing by severity',
      description:
        'How many alerts fire at once, about these clusters or the hub. Many that begin together have one cause, most often.',
      width: 24,
      height: 8,
      empty: 'Nothing fired in this time',
      queries: [{ expr: `count by (severity) (${firing(context)})`, legend: '{{severity}}' }],
      unit: 'number',
      decimals: 0,
      stacked: true,
      health: SEVERITY_HEALTH,
    },
    {
      kind: 'history',
      title: 'Most urgent alert by cluster',
      description: `The severity of the most urgent alert that fires of each cluster. At most ${LINES} are shown, those of which something fired for the longest in this time.`,
      width: 24,
      height: 10,
      empty: 'Nothing fired about these clusters in this time',
      query: { expr: worst(context), legend: `{{${context.clusterLabel}}}` },
      unit: 'number',
      levels: [{ from: CALM, is: 'good' }, ...RANK_LEVELS],
      words: { [CALM]: 'nothing fires', 0: 'other', ...RANKS },
      link: leadingTo(context.clusterLabel, 'promfleet-cluster', 'Cluster'),
    },
  ],
});

const LINES = 30;

/** Below all ranks. */
const CALM = -1;

function worst(context: Context): string {
  const { clusterLabel } = context;
  const alerts = (...matchers: readonly string[]) =>
    `ALERTS{${[isChosen(context), 'alertstate="firing"', 'severity!="none"', ...matchers].join(', ')}}`;
  const calm = `${INFO}${ofInventory(isChosen(context))} - 2`;
  const lasting = `sum by (${clusterLabel}) (count_over_time(${alerts()}[$__range] @ end()))`;
  return `max by (${clusterLabel}) (${ranked(alerts)} or ${calm}) and on (${clusterLabel}) topk(${LINES}, ${lasting})`;
}

/** What to repair, or to mute. */
export const noise = (context: Context): Row => ({
  title: 'Noise',
  panels: [noisiest(context)],
});

const DAYS = 7;

/** Of a subquery: shorter would be more exact, and read more. */
const STEP_MINUTES = 5;

function noisiest(context: Context): TablePanel {
  const { clusterLabel } = context;
  const range = `[${DAYS}d:${STEP_MINUTES}m]`;
  const alerts = (offset = '') =>
    `ALERTS{${isChosen(context)}, alertstate="firing", severity!="none"}${offset}`;
  const began = `(${alerts()} unless ${alerts(` offset ${STEP_MINUTES}m`)})`;
  const sum = (vector: string) => `sum by (alertname) (${vector})`;
  return {
    kind: 'table',
    title: `Noisiest alerts of ${DAYS} days`,
    description: `Which alerts fired most often in the last ${DAYS} days, whatever time is shown, of these clusters. Those that begin over and over and are no trouble want another threshold, a longer "for", or to be left out. What lasts less than ${STEP_MINUTES} minutes may be missing.`,
    width: 24,
    height: 10,
    empty: `Nothing fired about these clusters in the last ${DAYS} days`,
    keys: [{ label: 'alertname', title: 'Alert' }],
    columns: [
      {
        title: 'Began',
        expr: sum(`count_over_time(${began}${range})`),
        unit: 'number',
        decimals: 0,
      },
      {
        title: 'Fired for',
        expr: `${STEP_MINUTES * 60} * ${sum(`count_over_time(${alerts()}${range})`)}`,
        unit: 'seconds',
      },
      {
        title: 'Clusters',
        expr: `count by (alertname) (count by (alertname, ${clusterLabel}) (count_over_time(${alerts()}${range})))`,
        unit: 'number',
        decimals: 0,
      },
    ],
    sortBy: 'Began',
  };
}
