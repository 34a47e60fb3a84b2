import type { Labels } from '../faults/hub/api';
import { besides } from '../faults/hub/member';

/** Answers as a member's Prometheus whose rules raise alerts with these labels. */
export const raising = (...alerts: readonly Labels[]) =>
  besides(alerts.map((labels) => `ALERTS{${textOf(labels)}} 1\n`).join(''));

function textOf(labels: Labels): string {
  return Object.entries({ ...labels, alertstate: 'firing', promfleet: 'federate' })
    .map(([name, value]) => `${name}="${value}"`)
    .join();
}
