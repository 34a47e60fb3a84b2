import type { Level } from './types';

/** Levels of a number of things that had better not be there. */
export const noneIsGood = (any: 'warning' | 'bad'): readonly Level[] => [
  { from: 0, is: 'good' },
  { from: 1, is: any },
];

/** The same in a table, where not every 0 is to catch the eye. */
export const noneIsNormal = (any: 'warning' | 'bad'): readonly Level[] => [
  { from: 0, is: 'neutral' },
  { from: 1, is: any },
];
