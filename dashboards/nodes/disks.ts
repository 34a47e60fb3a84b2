import type { Context, Row } from '../types';
import { LIMITS, levelsOf } from './limits';
import { lines } from './lines';
import { DISK, FILESYSTEM } from './series';

const empty = 'No node-exporter of the chosen nodes told of it in this time';

/** Filesystems and disks of nodes over time. */
export const disks = (context: Context): Row => ({
  title: 'Filesystems and disks',
  panels: [
    lines(context, FILESYSTEM, {
      title: 'Fullest filesystem',
      description:
        'Used share of the fullest filesystem of each node that can be written to. Kubelets remove unused images from 85 % on, and evict pods from 90 % on.',
      width: 12,
      empty,
      unit: 'share',
      levels: levelsOf(LIMITS.filesystem),
      max: 1,
    }),
    lines(context, DISK, {
      title: 'Busiest disk',
      description:
        'Share of the time in which the busiest disk of each node had something to do. Fast disks do many things at once, and can take more at 100 %.',
      width: 12,
      empty,
      unit: 'share',
      levels: levelsOf(LIMITS.disk),
      max: 1,
    }),
  ],
});
