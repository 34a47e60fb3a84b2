import assert from 'node:assert/strict';
import type { Cluster } from '../../harness/cluster';
import { NAMESPACE } from '../../harness/hub';
import { say } from '../../harness/log';
import { attempt } from '../../harness/reader';
import { type Cluster as LocalCluster, startApi, stopApi } from '../../local';
import type { AccessFleet } from '../access/access-fleet';
import { credentialsOf, memberOf } from './member';

/** Series that nothing at the hub reads, so that nothing brings them. */
const METRIC = 'container_memory_working_set_bytes';

/** Longest that an answer of a member may take which is well. */
const MOST_SECONDS = 5;

/** Where a POST would do something, beside the one Service that is asked. */
const ELSEWHERE = [
  `/api/v1/namespaces/${NAMESPACE}/services/prometheus-pushgateway:9091/proxy/metrics/job/x`,
  `/api/v1/namespaces/${NAMESPACE}/pods/monitor-prometheus-server-0:9090/proxy/prometheus/api/v1/read`,
  `/api/v1/namespaces/${NAMESPACE}/services`,
  `/api/v1/namespaces/${NAMESPACE}/pods/monitor-prometheus-server-0/exec?command=id`,
  `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/default/token`,
];

/** Has members read on demand, and waits until both answer what only they know. */
export async function readsRawSeries(
  fleet: AccessFleet,
  members: Readonly<Record<string, Cluster>>,
): Promise<void> {
  for (const name of Object.keys(members)) {
    fleet.edit((text) =>
      text.replace(
        new RegExp(`^( *)- name: ${name}$`, 'm'),
        '$&\n$1  federation: { drillDown: true }',
      ),
    );
  }
  await fleet.run('npx promfleet apply');
  for (const [name, cluster] of Object.entries(members)) {
    const own = `count(${METRIC}{cluster="${name}"})`;
    const raw = `count(${METRIC}{cluster="${name}", scope="raw"})`;
    const [found] = await fleet.hub.eventually(`raw series of ${name}`, (replica) =>
      replica.value(raw),
    );
    say(`${name}: ${found} series of ${METRIC}, none of them at the hub`);
    for (const replica of fleet.hub.replicas) assert.equal(await replica.value(own), undefined);
    await asksNothingElse(fleet, name, cluster);
  }
}

/** While a member is down, raw series of another are there as soon as ever. */
export async function delaysNoOther(
  { hub }: AccessFleet,
  name: string,
  downName: string,
  down: LocalCluster,
): Promise<void> {
  const raw = (cluster: string) => `count(${METRIC}{cluster="${cluster}", scope="raw"})`;
  await stopApi(down);
  try {
    for (const replica of hub.replicas) {
      const started = Date.now();
      assert.ok(await replica.value(raw(name)), `${name} has no raw series`);
      const seconds = (Date.now() - started) / 1000;
      say(`${name}, while ${downName} is down: ${seconds.toFixed(1)} s`);
      assert.ok(seconds < MOST_SECONDS, `it took ${seconds} s`);
      assert.equal(await replica.value(raw(downName)), undefined);
    }
  } finally {
    await startApi(down, say);
  }
  await hub.memberUp(downName);
}

/** With the credentials of the hub one Service may be asked by POST, and nothing else. */
async function asksNothingElse(fleet: AccessFleet, name: string, cluster: Cluster): Promise<void> {
  const credentials = await credentialsOf(fleet, name);
  const { path } = memberOf(fleet, name).remoteRead ?? {};
  assert.ok(path, `${name} is not read on demand`);
  const post = async (to: string) =>
    (await attempt(cluster, credentials, { what: 'POST', method: 'POST', path: to })).status;
  // Prometheus itself answers: nothing is no request.
  assert.equal(await post(path), 400);
  for (const other of ELSEWHERE) assert.equal(await post(other), 403, other);
}
