import type { Hub } from './hub';
import type { Prometheus } from './prometheus';

/** Waits until these replicas of the hub, or all, have an alert about a member, pending or firing. */
export async function alerted(
  hub: Hub,
  member: string,
  alert: string,
  replicas = hub.replicas,
): Promise<void> {
  await hub.eventually(
    `the alert ${alert} about ${member}`,
    async (replica) =>
      !replicas.includes(replica) || (await alertsAbout(replica, member)).includes(alert),
  );
}

/** Waits until no replica of the hub has an alert about a member any more. */
export async function notAlerted(hub: Hub, member: string, alert: string): Promise<void> {
  await hub.eventually(
    `the alert ${alert} about ${member} to end`,
    async (replica) => !(await alertsAbout(replica, member)).includes(alert),
  );
}

/** Names of the alerts about a member that are pending or firing at one replica. */
export async function alertsAbout(replica: Prometheus, member: string): Promise<string[]> {
  const alerts = await replica.alerts();
  // A job that was not started has no target, and so no label of its member.
  const about = alerts.filter(({ labels }) => [labels.cluster, labels.config].includes(member));
  return [...new Set(about.map(({ labels }) => labels.alertname ?? ''))].sort();
}
