import type { Fleet } from './types';

/** What had better be known and is as somebody may want it, a line each: no warning. */
export function notes({ hub: { alertmanager, alertmanagers } }: Fleet): string[] {
  if (alertmanagers.length === 0) {
    return [
      'alerts reach nobody: no Alertmanager is deployed and `hub.alertmanager.existing` is not set',
    ];
  }
  if (!alertmanager || alertmanager.config) return [];
  return ['alerts reach nobody: `hub.alertmanager.config` is not set'];
}
