import { BY_FEDERATION_JOBS, BY_INVENTORY } from '../../prometheus/relabel/federation-marker';
import { INFO, SERIES } from '../../prometheus/rules/inventory';
import type { Level, Words } from '../types';
import { worseFrom } from './levels';
import { type Members, whose } from './select';

/** What the hub sees of a member. */
export const STATE_WORDS = {
  0: 'up',
  1: 'no data',
  2: 'down',
  3: 'missing',
} as const satisfies Words;

export const STATE_LEVELS: readonly Level[] = worseFrom({ bad: 1 });

/** What the words mean, for descriptions. */
export const STATES_EXPLAINED =
  'Up: requests succeed and bring series. No data: requests succeed, but the hub has no sample of the last minutes, as when a clock is wrong. Down: requests fail. Missing: it is in the fleet file, but the hub has no job for it.';

/** Whether the last request succeeded, as the hub says. */
export const up = ({ of }: Members) => of('up', BY_FEDERATION_JOBS);

/** 1 for each member of the fleet file, whatever the hub has of it. */
export const expected = (members: Members) => whose(members, members.of(INFO, BY_INVENTORY));

const recordedOf = ({ of }: Members) => of(SERIES, BY_INVENTORY);

/** 1 for each member that answers and of which the hub has samples: what else is said of it holds. */
export const seen = (members: Members) =>
  `(${whose(members, `${up(members)} == 1`)} and on (${members.label}) ${recordedOf(members)})`;

/** The state of each member, in the numbers of `STATE_WORDS`. */
export const state = (members: Members) =>
  [
    `2 * ${whose(members, `${up(members)} == 0`)}`,
    `0 * ${seen(members)}`,
    `1 * ${whose(members, `${up(members)} == 1`)}`,
    `3 * ${expected(members)}`,
  ].join(' or ');

/** 1 for each member that was not up at some time of the range that is looked at, or is not now. */
export function notAlwaysUp(members: Members): string {
  const { label, of } = members;
  const failed = `min_over_time(${up(members)}[$__range] @ end()) == 0`;
  const unseen = `${of(INFO, BY_INVENTORY)} @ end() unless on (${label}) ${recordedOf(members)} @ end()`;
  return `${whose(members, failed)} or ${whose(members, unseen)}`;
}

/** Seconds without an answer: longer than requests are apart, and than samples are looked back for. */
export const OVERDUE = { warning: 120, bad: 300 } as const;

/** Seconds since each member last answered: to 5 minutes for those that do not, as far back as a day. */
export function sinceLastAnswer(members: Members): string {
  const answers = `timestamp(${up(members)}) and ${up(members)} == 1`;
  const last = (vector: string) => `max by (${members.label}) (${vector})`;
  return `time() - (${last(answers)} or ${last(`max_over_time((${answers})[1d:5m])`)})`;
}
