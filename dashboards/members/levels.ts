import type { Level } from '../types';

/** Levels of what is the worse the more there is of it, and well below the first. */
export const worseFrom = ({ warning, bad }: { warning?: number; bad?: number }): Level[] => [
  { from: 0, is: 'good' },
  ...(warning === undefined ? [] : [{ from: warning, is: 'warning' } as const]),
  ...(bad === undefined ? [] : [{ from: bad, is: 'bad' } as const]),
];
