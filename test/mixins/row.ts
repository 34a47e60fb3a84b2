import type { HubAlertName } from '../../inventory/alerts/hub';
import type { MemberAlertName } from '../../inventory/alerts/member';

/** What becomes of an alert of a mixin, which is told from others by its name and its severity. */
export type Row = readonly [
  alert: string,
  severity: 'critical' | 'warning' | 'info',
  answer: Ours | { readonly reason: string },
];

/** The alerts of promfleet's that say the same, in members and at the hub. */
type Ours = readonly [MemberAlertName | HubAlertName, ...(MemberAlertName | HubAlertName)[]];
