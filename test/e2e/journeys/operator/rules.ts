import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { alertsAbout } from '../../harness/alerts';
import type { Cluster } from '../../harness/cluster';
import { documented } from '../../harness/documented';
import type { Hub } from '../../harness/hub';
import { say } from '../../harness/log';
import { until } from '../../local';
import type { AccessFleet } from '../access/access-fleet';
import { operated } from './install';

/** An alert, and a share of free space that no filesystem has for long. */
const ALERT = 'NodeFilesystemAlmostFull';
const SETTING = '{ threshold: 0.99, for: 0s }';

/** What has to have values, by where it comes from, and what tells its series apart. */
const RECORDED = {
  'node:node_memory_utilisation:ratio': 'node',
  'node:kubelet_running_pods:max': 'node',
  'namespace:container_memory_working_set_bytes:sum': 'namespace',
  'cluster:nodes:count': undefined,
  'cluster:apiserver_up:sum': undefined,
  'cluster:kube_node_info:count': undefined,
  'cluster:prometheus_resident_memory_bytes:max': undefined,
} as const;

/** Seconds between two evaluations of a group whose first one is worth waiting for. */
const OFTEN = 60;

/** Its Prometheus evaluates a group for the first time within an interval; some need the results. */
const MOST_MS_TO_RECORD = 3 * OFTEN * 1000;

/**
 * Gives a member's Prometheus promfleet's rules with the command of the page, once the fleet file
 * has made an alert of them true.
 *
 * @param context - of the member, whose entry is the last one of the fleet file
 */
export async function applyRules(fleet: AccessFleet, context: string): Promise<void> {
  fleet.edit((text) => `${text.trimEnd()}\n    alerts:\n      ${ALERT}: ${SETTING}\n`);
  const commands = documented('Rules and alerts', 'bring-your-own-prometheus.md');
  const command = commands.find((text) => text.includes('--format prometheus-rule'));
  assert.ok(command);
  await fleet.run(command.replaceAll('payments', context));
}

/** Waits until it has loaded them all, evaluates them, and something of each kind is recorded. */
export async function evaluatesItsRules(fleet: AccessFleet, cluster: Cluster): Promise<void> {
  const itself = operated(cluster);
  const { spec } = parse(fleet.written().get('promfleet-rules.yaml') ?? '') as PrometheusRule;
  await eventually('every rule to be loaded, and evaluated without an error', async () => {
    const loaded = await itself.rules();
    for (const { name, rules } of spec.groups) {
      const group = loaded.find((one) => one.name === name);
      assert.ok(group, `${name} is not there`);
      assert.equal(group.rules.length, rules.length, `of ${name}`);
      const well = group.interval > OFTEN ? ['ok', 'unknown'] : ['ok'];
      const ill = group.rules.find(({ health }) => !well.includes(health));
      assert.ok(!ill, `${name}: ${ill?.name} is ${ill?.health}, ${ill?.lastError}`);
    }
    return true;
  });
  for (const [record, label] of Object.entries(RECORDED)) {
    const [sample] = await eventually(`a value of ${record}`, async () => {
      const samples = await itself.vector(record);
      return samples.length > 0 && samples;
    });
    assert.ok(sample && Number.isFinite(sample.value), `${record} is ${sample?.value}`);
    if (label) assert.ok(sample.labels[label], `${record} has no ${label}`);
    say(`${record} is ${sample.value}${label ? ` of ${label} ${sample.labels[label]}` : ''}`);
  }
}

/** Waits until the hub tells of the member's alert under the alert's own name, and of no other. */
export async function raisesItsAlert(hub: Hub, member: string): Promise<void> {
  await hub.eventually(`${ALERT} of ${member}`, async (replica) => {
    const alerts = await alertsAbout(replica, member);
    assert.ok(!alerts.includes('MemberAlert'), 'it is told of twice');
    return alerts.includes(ALERT);
  });
}

const eventually = <T>(what: string, check: () => Promise<T | false>): Promise<T> =>
  until(what, check, { timeoutMs: MOST_MS_TO_RECORD, everyMs: 1_000 });

interface PrometheusRule {
  readonly spec: { readonly groups: readonly { name: string; rules: readonly object[] }[] };
}
