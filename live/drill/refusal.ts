import { durationMs } from '../../language/duration';
import type { Hub } from '../../model/types';
import { clusterMissing, MISSING } from '../../prometheus/rules/inventory';
import { alertRule } from '../../prometheus/rules/rule';

/** Milliseconds that a drill may go on beyond the `for` of its alert. */
const LONGEST_BEYOND_MS = 3600_000;

/** Says why a hub's drills are refused, by its fleet file alone; undefined where they are not. */
export function drillRefusal(hub: Hub, timeout: string): string | undefined {
  if (hub.alertmanagers.length + hub.alerting.alertmanagers.length === 0) {
    return 'nobody would be told: the hub sends its alerts nowhere, found hub.alertmanager.enabled: false and neither hub.alertmanager.existing nor hub.alerting, write one of them otherwise';
  }
  const [rule] = alertRule(clusterMissing(hub, ''), hub.alerts);
  if (!rule) {
    return `a drill raises ${MISSING}, found it disabled under hub.alerts, take that away and run promfleet apply`;
  }
  const waits = rule.for ?? '0s';
  const beyond = durationMs(timeout) - durationMs(waits);
  if (beyond <= 0) {
    return `${MISSING} fires after ${waits}, found --timeout ${timeout}, write a longer one`;
  }
  return beyond > LONGEST_BEYOND_MS
    ? `a drill that is left alone is to end soon, found --timeout ${timeout}, write at most an hour more than the ${waits} that ${MISSING} waits for`
    : undefined;
}
