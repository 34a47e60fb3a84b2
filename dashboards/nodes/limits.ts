import type { Level } from '../types';

/** From where on something of a node deserves a look, and from where on the node is strained. */
interface Limit {
  readonly warning: number;
  readonly bad: number;
}

/** As promfleet's alerts begin; a fleet file may set these otherwise. */
export const LIMITS = {
  /** Share of the time in which its cores were not idle. */
  cpu: { warning: 0.8, bad: 0.9 },
  /** Processes that run or wait, for each core. */
  load: { warning: 1, bad: 2 },
  /** Share of the memory that is not available. */
  memory: { warning: 0.8, bad: 0.9 },
  /** Used share of a filesystem: kubelets remove images from 85 % on, and evict pods from 90 %. */
  filesystem: { warning: 0.85, bad: 0.9 },
  /** Share of the time in which the busiest disk had something to do. */
  disk: { warning: 0.7, bad: 0.9 },
} as const satisfies Record<string, Limit>;

/** Levels of what is well as long as it is small. */
export const levelsOf = ({ warning, bad }: Limit): readonly Level[] => [
  { from: 0, is: 'good' },
  { from: warning, is: 'warning' },
  { from: bad, is: 'bad' },
];
