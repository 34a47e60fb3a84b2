import type { Fleet } from './types';

/** What had better be known and is as somebody may want it, a line each: no warning. */
export function notes({ hub: { alertmanager, alertmanagers, alerting } }: Fleet): string[] {
  // Who is told there is for them to say.
  if (alerting.alertmanagers.length > 0) return [];
  if (alertmanagers.length === 0) {
    return [
      'alerts reach nobody: no Alertmanager is deployed, and neither `hub.alertmanager.existing` nor `hub.alerting` is set',
    ];
  }
  if (!alertmanager || alertmanager.config) return [];
  return ['alerts reach nobody: `hub.alertmanager.config` is not set'];
}
