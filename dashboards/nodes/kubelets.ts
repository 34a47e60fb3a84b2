import type { Context, Row } from '../types';
import { lines } from './lines';
import { PLEG, POD_START, RUNTIME_ERRORS } from './series';

const empty = 'No kubelet of the chosen nodes told of it in this time';

/** How well kubelets do. */
export const kubelets = (context: Context): Row => ({
  title: 'Kubelets',
  collapsed: true,
  panels: [
    lines(context, PLEG, {
      title: 'Listing of pods',
      description:
        'How long the kubelet takes to list its pods from the container runtime, in 99 of 100 cases at most. After three minutes the node is no longer ready; the measure ends at 10 seconds.',
      width: 8,
      empty,
      unit: 'seconds',
      levels: [
        { from: 0, is: 'good' },
        { from: 3, is: 'warning' },
        { from: 10, is: 'bad' },
      ],
    }),
    lines(context, POD_START, {
      title: 'Start of pods',
      description:
        'How long pods take to start, in 99 of 100 cases at most, without pulling their images and without init containers.',
      width: 8,
      empty: 'No pod was started on the chosen nodes in this time, or no kubelet told of it',
      unit: 'seconds',
      levels: [
        { from: 0, is: 'good' },
        { from: 30, is: 'warning' },
        { from: 60, is: 'bad' },
      ],
    }),
    lines(context, RUNTIME_ERRORS, {
      title: 'Failures of the container runtime',
      description:
        'Share of what the kubelet asked of its container runtime that failed. A few are normal, such as asking for a container that is gone.',
      width: 8,
      empty,
      unit: 'share',
      levels: [
        { from: 0, is: 'good' },
        { from: 0.05, is: 'warning' },
        { from: 0.2, is: 'bad' },
      ],
    }),
  ],
});
