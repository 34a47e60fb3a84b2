import { alerting } from './alerting';
import { remoteWrites } from './remote-write';

/** Where a Prometheus sends what it has, in a member and at the hub alike: keys of both. */
export const sending = {
  remoteWrite: remoteWrites.optional(),
  alerting: alerting.optional(),
};
