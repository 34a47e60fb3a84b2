import type { Context, Row } from '../types';
import { LIMITS, levelsOf } from './limits';
import { lines } from './lines';
import { CPU, LOAD, MEMORY } from './series';

const empty = 'No node-exporter of the chosen nodes told of it in this time';

/** CPU and memory of nodes over time. */
export const usage = (context: Context): Row => ({
  title: 'CPU and memory',
  panels: [
    lines(context, CPU, {
      title: 'CPU used',
      description:
        'Share of the time in which the cores were not idle. Time that a hypervisor stole counts as used.',
      width: 8,
      empty,
      unit: 'share',
      levels: levelsOf(LIMITS.cpu),
      max: 1,
    }),
    lines(context, LOAD, {
      title: 'Load per core',
      description:
        'Processes that run or wait, for each core. Above 1 they wait for a CPU, or for a disk.',
      width: 8,
      empty,
      unit: 'number',
      decimals: 2,
      levels: levelsOf(LIMITS.load),
    }),
    lines(context, MEMORY, {
      title: 'Memory used',
      description:
        'Share of the memory that is not available. What caches hold is available: the kernel gives it back.',
      width: 8,
      empty,
      unit: 'share',
      levels: levelsOf(LIMITS.memory),
      max: 1,
    }),
  ],
});
