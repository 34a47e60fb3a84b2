import type { Labels } from '../faults/hub/api';
import { besides } from '../faults/hub/member';

/**
 * Answers as a member's Prometheus whose rules raise alerts with these labels: it says so, too, where
 * one has no instance.
 */
export const raising = (...alerts: readonly Labels[]) =>
  besides(alerts.map((labels) => `ALERTS{${textOf(labels)}} 1\n`).join(''));

function textOf(labels: Labels): string {
  return Object.entries({ instance: '', ...labels, alertstate: 'firing', promfleet: 'federate' })
    .map(([name, value]) => `${name}="${value}"`)
    .join();
}
