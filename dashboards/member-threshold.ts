import type { MemberAlertName } from '../inventory/alerts/member';
import { MEMBER_GROUPS } from '../prometheus/rules/member';

/**
 * Where the condition of a member's alert begins, unless settings say otherwise.
 *
 * @throws when it has none
 */
export function memberThreshold(name: MemberAlertName): number {
  const alerts = MEMBER_GROUPS.flatMap(({ alerts = [] }) => alerts);
  const threshold = alerts.find((alert) => alert.name === name)?.threshold;
  if (threshold === undefined) throw new Error(`the alert ${name} has no threshold`);
  return threshold;
}
