import { noneIsGood } from '../counted';
import { grouped, named, on } from '../grouped';
import type { Context, Row } from '../types';
import { NODE } from './of-nodes';
import { pressure, ready } from './state';

const LABELS = [NODE, 'condition'] as const;

/** When nodes were not ready, or under pressure. */
export const conditions = (context: Context): Row => ({
  title: 'Conditions',
  panels: [
    {
      kind: 'history',
      title: 'Conditions that nodes had',
      description:
        'A line for each bad condition that a node had within the time that is shown. One that comes and goes moves pods around each time; a gap is a time in which the hub was told nothing.',
      width: 24,
      height: 7,
      empty: 'No node that the hub was told of had a bad condition in this time',
      unit: 'number',
      levels: noneIsGood('bad'),
      words: { 0: 'No', 1: 'Yes' },
      query: { expr: bad(context), legend: named(context, ...LABELS) },
    },
  ],
});

/** 1 while a node has a bad condition, 0 before and after, for those that it had at all. */
function bad(context: Context): string {
  const unready = `1 - label_replace(${grouped(context, 'min', ready(context), NODE)}, "condition", "NotReady", "", "")`;
  const pressures = grouped(context, 'max', pressure(context), ...LABELS);
  const range = '[$__range] @ end()';
  const was = [
    `label_replace(min_over_time(${ready(context)}${range}) == 0, "condition", "NotReady", "", "")`,
    `max_over_time(${pressure(context)}${range}) == 1`,
  ];
  return `(${unready} or ${pressures}) and ${on(context, ...LABELS)} (${was.join(' or ')})`;
}
