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

/** Groups are evaluated once a minute, and made of what others record. */
const MOST_MS_TO_RECORD = 180_000;

/**
 * Gives a member's Prometheus promfleet's rules with the command of the page, once the fleet file
 * says that an alert of them is true, and waits until it evaluates them all, none with an error.
 *
 * @param context - of the member, whose entry is the last one of the fleet file
 */
export async function applyRules(
  fleet: AccessFleet,
  context: string,
  cluster: Cluster,
): Promise<void> {
  fleet.edit((text) => `${text.trimEnd()}\n    alerts:\n      ${ALERT}: ${SETTING}\n`);
  const commands = documented('Rules and alerts', 'bring-your-own-prometheus.md');
  const command = commands.find((text) => text.includes('--format prometheus-rule'));
  assert.ok(command);
  await fleet.run(command.replaceAll('payments', context));
  const { spec } = parse(fleet.written().get('promfleet-rules.yaml') ?? '') as PrometheusRule;
  const started = Date.now();
  await until(
    'the rules to be evaluated, all without an error',
    async () => {
      const loaded = await operated(cluster).rules();
      for (const { name, rules } of spec.groups) {
        const found = loaded.get(name) ?? [];
        assert.equal(found.length, rules.length, `of ${name}`);
        const ill = found.find(({ health }) => health !== 'ok');
        assert.equal(ill, undefined, `${name}: ${ill?.name} is ${ill?.health}, ${ill?.lastError}`);
      }
      return true;
    },
    { timeoutMs: MOST_MS_TO_RECORD, everyMs: 1_000 },
  );
  const seconds = (Date.now() - started) / 1000;
  say(`from the PrometheusRule to the evaluation of all its groups: ${seconds.toFixed(0)} s`);
}

/** Waits until something of each kind is recorded. */
export async function recordsOfNodesAndCluster(cluster: Cluster): Promise<void> {
  for (const [record, label] of Object.entries(RECORDED)) {
    const [sample] = await until(
      `${record} to have a value`,
      async () => {
        const samples = await operated(cluster).vector(record);
        return samples.length > 0 && samples;
      },
      { timeoutMs: MOST_MS_TO_RECORD, everyMs: 1_000 },
    );
    assert.ok(sample && Number.isFinite(sample.value), `${record} is ${sample?.value}`);
    if (label) assert.ok(sample.labels[label], `${record} has no ${label}`);
    say(`${record} ${JSON.stringify(sample.labels)}: ${sample.value}`);
  }
}

/** Waits until the hub tells of the member's alert under the alert's own name, and of no other. */
export async function raisesItsAlert(hub: Hub, member: string): Promise<void> {
  const started = Date.now();
  await hub.eventually(`${ALERT} of ${member}`, async (replica) => {
    const alerts = await alertsAbout(replica, member);
    assert.ok(!alerts.includes('MemberAlert'), 'it is told of twice');
    return alerts.includes(ALERT);
  });
  say(`until the hub tells of it: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

interface PrometheusRule {
  readonly spec: { readonly groups: readonly { name: string; rules: readonly object[] }[] };
}
