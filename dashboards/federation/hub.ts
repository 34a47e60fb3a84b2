import { ofHub } from '../../prometheus/relabel/federation-marker';
import { REJECTED } from '../../prometheus/rules/hub-health';
import type { Row } from '../types';

/** Whether the hub keeps what it is sent, evaluates its rules and runs with what it was given. */
export const hub = (): Row => ({
  title: 'The hub',
  panels: [
    {
      kind: 'timeSeries',
      title: 'Rejected samples',
      description:
        'Samples a second that the hub was sent and did not keep, by reason: the clock of a member is wrong, or two replicas of one answer by turns.',
      width: 8,
      height: 8,
      empty: 'Nothing is known of the hub in this time',
      queries: REJECTED.map((counter) => ({
        expr: `sum(rate(${counter}${ofHub()}[$__rate_interval]))`,
        legend: reasonOf(counter),
      })),
      unit: 'perSecond',
      stacked: true,
    },
    {
      kind: 'timeSeries',
      title: 'Rule evaluation / interval',
      description:
        'How long the slowest groups of rules take, as a part of their interval: from 100 % on evaluations are left out.',
      width: 8,
      height: 8,
      empty: 'Nothing is known of the rules of the hub in this time',
      queries: [
        {
          expr: `topk(5, max by (rule_group) (prometheus_rule_group_last_duration_seconds${ofHub()} / prometheus_rule_group_interval_seconds${ofHub()}))`,
          legend: '{{rule_group}}',
        },
      ],
      unit: 'share',
      levels: [
        { from: 0, is: 'good' },
        { from: 0.5, is: 'warning' },
        { from: 1, is: 'bad' },
      ],
    },
    {
      kind: 'history',
      title: 'Configuration',
      description:
        'Whether each replica of the hub runs with the configuration that it was last given. While one does not, members that joined or changed since are not in effect.',
      width: 8,
      height: 8,
      empty: 'Nothing is known of the hub in this time',
      query: {
        expr: `min by (instance) (prometheus_config_last_reload_successful${ofHub()})`,
        legend: '{{instance}}',
      },
      unit: 'number',
      levels: [
        { from: 0, is: 'bad' },
        { from: 1, is: 'good' },
      ],
      words: { 0: 'rejected', 1: 'in effect' },
    },
  ],
});

/** What a counter of samples says of them: `too old`. */
const reasonOf = (counter: string) =>
  counter
    .replace(/^prometheus_(target_scrapes_sample|tsdb)_/, '')
    .replace(/(_samples)?_total$/, '')
    .replaceAll('_', ' ');
