import type { MemberAlertName } from '../../inventory/alerts/member';
import { PUSHED_LAST } from '../../prometheus/rules/member/monitoring/pushgateway';
import { leadingTo } from '../leading-to';
import { memberThreshold } from '../member-threshold';
import { chosen, countOf } from '../promql';
import type { Context, Level, Row, StatPanel } from '../types';

const STALE: MemberAlertName = 'PushgatewayMetricsStale';

/** As many jobs as anybody reads. */
const LISTED = 200;

/** As many lines as can be told apart. */
const LINES = 15;

const byJob = ({ clusterLabel }: Context) => `(${clusterLabel}, job)`;

const last = (context: Context, at = '') =>
  `max by ${byJob(context)} (${chosen(context, PUSHED_LAST)}${at})`;

/** For how many seconds each job has not pushed. */
const silence = (context: Context) => `time() - ${last(context)}`;

/** Of a vector by job, those jobs that have been silent for the longest at the end. */
const longest = (context: Context, vector: string, jobs: number) =>
  `${vector} and on ${byJob(context)} bottomk(${jobs}, ${last(context, ' @ end()')})`;

const levels = (): Level[] => [
  { from: 0, is: 'good' },
  { from: memberThreshold(STALE), is: 'warning' },
];

/** How many jobs push, and how many no longer do. */
export const now = (context: Context): Row => ({
  title: 'Now',
  panels: [
    {
      ...stat('Jobs', 'Jobs of these clusters that have pushed something which nobody deleted.'),
      queries: [{ expr: countOf(last(context)), legend: 'jobs' }],
      unit: 'number',
    },
    {
      ...stat(
        'Silent jobs',
        `Jobs whose last push is so long ago that ${STALE} warns of them, once it has been for a while.`,
      ),
      queries: [
        { expr: countOf(`${silence(context)} > ${memberThreshold(STALE)}`), legend: 'jobs' },
      ],
      unit: 'number',
      levels: [
        { from: 0, is: 'good' },
        { from: 1, is: 'warning' },
      ],
    },
    {
      ...stat(
        'Longest silence',
        'How long ago the last push is of the job that is silent longest.',
      ),
      queries: [{ expr: `max(${silence(context)})`, legend: 'silent for' }],
      unit: 'seconds',
      levels: levels(),
    },
  ],
});

function stat(
  title: string,
  description: string,
): Pick<StatPanel, 'kind' | 'title' | 'description' | 'width' | 'height' | 'empty'> {
  return {
    kind: 'stat',
    title,
    description,
    width: 8,
    height: 4,
    empty: 'No job has pushed to a Pushgateway of these clusters',
  };
}

/** Which job has not pushed for how long. */
export const jobs = (context: Context): Row => ({
  title: 'Jobs',
  panels: [
    {
      kind: 'table',
      title: 'Last push of each job',
      description: `How long ago each job pushed last, and how often it did in the last 24 hours, as far as pushes are a minute apart. What a silent job pushed is still scraped as if it were of now. At most ${LISTED} jobs are listed, those that are silent longest; members send 100 of theirs.`,
      width: 24,
      height: 12,
      empty: 'No job has pushed to a Pushgateway of these clusters',
      keys: [
        {
          label: context.clusterLabel,
          title: 'Cluster',
          link: leadingTo(context.clusterLabel, 'promfleet-cluster', 'Cluster'),
        },
        { label: 'job', title: 'Job' },
      ],
      columns: [
        {
          title: 'Silent for',
          expr: longest(context, silence(context), LISTED),
          unit: 'seconds',
          levels: levels(),
        },
        {
          title: 'Pushes, 24 h',
          expr: longest(
            context,
            `max by ${byJob(context)} (changes(${chosen(context, PUSHED_LAST)}[1d]))`,
            LISTED,
          ),
          unit: 'number',
          decimals: 0,
        },
      ],
      sortBy: 'Silent for',
    },
    {
      kind: 'timeSeries',
      title: 'Silence',
      description: `How long each job has been silent: a sawtooth where it pushes at intervals, a slope where it stopped. At most ${LINES} jobs are shown, those that are silent longest.`,
      width: 12,
      height: 9,
      empty: 'No job has pushed to a Pushgateway of these clusters',
      queries: [
        {
          expr: longest(context, silence(context), LINES),
          legend: `{{${context.clusterLabel}}} {{job}}`,
        },
      ],
      unit: 'seconds',
      levels: levels(),
    },
    {
      kind: 'history',
      title: 'Alerts about silent jobs',
      description: `When ${STALE} fired, and of which job.`,
      width: 12,
      height: 9,
      empty: 'No job of these clusters stopped pushing in this time',
      query: {
        expr: `max by ${byJob(context)} (${chosen(context, 'ALERTS', `alertname="${STALE}"`, 'alertstate="firing"')})`,
        legend: `{{${context.clusterLabel}}} {{job}}`,
      },
      unit: 'number',
      levels: [{ from: 1, is: 'warning' }],
      words: { 1: 'fires' },
      link: leadingTo(context.clusterLabel, 'promfleet-alerts', 'Alerts of this cluster'),
    },
  ],
});
