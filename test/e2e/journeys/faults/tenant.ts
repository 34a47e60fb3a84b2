import assert from 'node:assert/strict';
import { alertsAbout } from '../../harness/alerts';
import type { Cluster } from '../../harness/cluster';
import { Continuity } from '../../harness/continuity';
import { kubectl, put } from '../../harness/kubectl';
import { Pushgateway } from '../../harness/pushgateway';
import type { Stand } from '../../harness/stand';
import {
  namespaceObject,
  scrapeAnnotations,
  workload,
  workloadImage,
} from '../../harness/workload';
import { until } from '../../local';

const NAMESPACE = 'tenant';
const PORT = 7001;
const JOB = 'kubernetes-pods';
const VICTIM = 'kubernetes-nodes';
/** A byte more than the hub and the member take unless told otherwise. */
const TOO_LONG = 4097;

/** A tenant's pods bring a label that is too long, and the word that a node is down. */
export async function tenant(stand: Stand, member: string): Promise<void> {
  const cluster = stand.member(member);
  const watched = await Continuity.begin(stand.hub);
  await start(stand, member);
  const [long, liar] = ['long', 'liar'].map((pod) => gateway(cluster, pod));
  await long?.push('any', `orders_total{customer="${'x'.repeat(TOO_LONG)}"} 1\n`);
  // The job and the instance that a pushgateway is told are those it exposes.
  await liar?.push(`${VICTIM}/instance/node-2`, 'up 0\n');
  await until(`the pod at ${member} to be over its limit`, async () => {
    const targets = await stand.monitor(member).targets();
    const ofTenant = targets.filter(({ labels }) => labels.namespace === NAMESPACE);
    const errors = ofTenant.map(({ labels, lastError }) => `${labels.pod}: ${lastError}`).sort();
    assert.equal(errors[0], 'liar: ');
    assert.match(errors[1] ?? '', /^long: label_value_length_limit exceeded/);
    return true;
  });
  await stand.hub.eventually('what the hub sees of the tenant', async (replica) => {
    const up = async (selector: string) =>
      (await replica.vector(`up{cluster="${member}", ${selector}}`)).map(({ value }) => value);
    assert.deepEqual(await up(`job="${JOB}", pod="long"`), [0]);
    assert.deepEqual(await up(`job="${JOB}", pod="liar", exported_job=""`), [1]);
    assert.deepEqual(await up(`job="${JOB}", exported_job="${VICTIM}"`), [0]);
    assert.deepEqual(new Set(await up(`job="${VICTIM}"`)), new Set([1]));
    return true;
  });
  await watched.everyReplicaScraped(member);
  for (const replica of stand.hub.replicas) {
    const alerts = await alertsAbout(replica, member);
    assert.ok(!alerts.includes('FederationDown'), `${member} is said to be down`);
  }
  for (const each of [long, liar]) each?.close();
  await kubectl(cluster, ['delete', 'namespace', NAMESPACE, '--wait=false']);
}

async function start(stand: Stand, member: string): Promise<void> {
  const image = workloadImage(stand.manifests(member));
  const path = '/metrics';
  const props = { namespace: NAMESPACE, image, port: PORT, path };
  const podAnnotations = scrapeAnnotations(PORT, path);
  const pods = ['long', 'liar'].flatMap((name) => workload({ ...props, name, podAnnotations }));
  await put(stand.member(member), namespaceObject(NAMESPACE), ...pods);
  const ready = ['wait', 'pod', '--all', '--for=condition=Ready', '--timeout=50s'];
  await kubectl(stand.member(member), ['-n', NAMESPACE, ...ready]);
}

function gateway(cluster: Cluster, pod: string): Pushgateway {
  return new Pushgateway(cluster, { namespace: NAMESPACE, resource: `pod/${pod}`, port: PORT });
}
