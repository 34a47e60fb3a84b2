import { BY_FEDERATION_JOBS, BY_INVENTORY } from '../../prometheus/relabel/federation-marker';
import { INFO } from '../../prometheus/rules/inventory';
import { alertsBy } from '../members/alerts';
import { worseFrom } from '../members/levels';
import { type Members, whose } from '../members/select';
import { expected, seen, state, up } from '../members/state';
import {
  apiErrors,
  BUSY,
  cpu,
  disk,
  ERRORS,
  FULL,
  memory,
  nodesNotReady,
  unhealthyWorkloads,
} from '../members/usage';
import type { Level, Words } from '../types';

/** Something that is wrong with a member. */
interface Reason {
  /** As the table has it. */
  readonly word: string;
  readonly is: 'warning' | 'bad';
  /** Vector of the members of which it holds. */
  readonly holds: (members: Members) => string;
}

/** What the hub says of its requests to members. */
const said = ({ of }: Members, metric: string) => of(metric, BY_FEDERATION_JOBS);

const failed = (members: Members) => `${up(members)} == 0`;

/**
 * What can be wrong, the worst first. Of what is no more than a warning, alerts come last: the others
 * name a cause.
 */
const REASONS: readonly Reason[] = [
  {
    word: 'no scrape job',
    is: 'bad',
    holds: (members) =>
      `${members.of(INFO, BY_INVENTORY)} unless on (${members.label}) ${up(members)}`,
  },
  {
    word: 'answer too large',
    is: 'bad',
    // -1 is how Prometheus says that the body was over its limit, and that alone.
    holds: (members) => `${said(members, 'scrape_body_size_bytes')} == -1`,
  },
  {
    word: 'too many samples',
    is: 'bad',
    holds: (members) =>
      `${said(members, 'scrape_samples_post_metric_relabeling')} > (${said(members, 'scrape_sample_limit')} > 0)`,
  },
  {
    word: 'timeout',
    is: 'bad',
    holds: (members) =>
      `${said(members, 'scrape_duration_seconds')} >= ${said(members, 'scrape_timeout_seconds')} and ${failed(members)}`,
  },
  { word: 'requests fail', is: 'bad', holds: failed },
  {
    word: 'no samples',
    is: 'bad',
    holds: (members) => `${up(members)} == 1 unless on (${members.label}) ${seen(members)}`,
  },
  { word: 'disk full', is: 'bad', holds: (members) => `${disk(members)} >= ${FULL.bad}` },
  { word: 'critical alert', is: 'bad', holds: (members) => alertsBy(members, 'critical') },
  { word: 'nodes not ready', is: 'warning', holds: (members) => `${nodesNotReady(members)} > 0` },
  {
    word: 'API errors',
    is: 'warning',
    holds: (members) => `${apiErrors(members)} >= ${ERRORS.warning}`,
  },
  {
    word: 'disk nearly full',
    is: 'warning',
    holds: (members) => `${disk(members)} >= ${FULL.warning}`,
  },
  {
    word: 'memory high',
    is: 'warning',
    holds: (members) => `${memory(members)} >= ${BUSY.warning}`,
  },
  {
    word: 'workloads unhealthy',
    is: 'warning',
    holds: (members) => `${unhealthyWorkloads(members)} > 0`,
  },
  { word: 'CPU high', is: 'warning', holds: (members) => `${cpu(members)} >= ${BUSY.warning}` },
  { word: 'warning alert', is: 'warning', holds: (members) => alertsBy(members, 'warning') },
];

/** The worst that is wrong with each member, in the numbers of `REASON_WORDS`; 0 where nothing is. */
export const worst = (members: Members) =>
  [
    ...REASONS.map(
      ({ holds }, index) => `${REASONS.length - index} * ${whose(members, holds(members))}`,
    ),
    `0 * ${seen(members)}`,
  ].join(' or ');

export const REASON_WORDS: Words = {
  0: 'nothing',
  ...Object.fromEntries(REASONS.map(({ word }, index) => [REASONS.length - index, word])),
};

export const REASON_LEVELS: readonly Level[] = worseFrom({
  warning: 1,
  bad: REASONS.filter(({ is }) => is === 'warning').length + 1,
});

/**
 * By how much each member is in trouble, of those that are expected: a digit each for whether the hub
 * sees it, for critical alerts, for warnings, and for the worst that is wrong. Those that are well are
 * equal, so that none moves for being a little busier than another.
 */
export function trouble(members: Members): string {
  const all = expected(members);
  const digit = (vector: string) => `clamp_max(${vector} or 0 * ${all}, 9)`;
  return [
    `1000 * ((${state(members)}) > bool 0)`,
    `100 * ${digit(alertsBy(members, 'critical'))}`,
    `10 * ${digit(alertsBy(members, 'warning'))}`,
    digit(worst(members)),
  ].join(' + ');
}
