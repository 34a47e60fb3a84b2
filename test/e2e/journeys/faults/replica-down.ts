import assert from 'node:assert/strict';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { alertsAbout } from '../../harness/alerts';
import { Continuity } from '../../harness/continuity';
import { INTERVAL } from '../../harness/fleet-file';
import { MEMBER_SERVER, NAMESPACE, rolledOut } from '../../harness/hub';
import { FIRST, killPod } from '../../harness/install';
import type { Step } from '../../harness/journey';
import { kubectl, kubectlJson } from '../../harness/kubectl';
import { say } from '../../harness/log';
import { Stand } from '../../harness/stand';

const WORKLOAD = `statefulset/${MEMBER_SERVER}`;
const READY = `kube_statefulset_status_replicas_ready{statefulset="${MEMBER_SERVER}"`;

/** A member has two replicas of its Prometheus, and one is gone and finds no node to come back to. */
export async function replicaDown(stand: Stand, step: Step, member: string): Promise<void> {
  const cluster = stand.member(member);
  // In a directory of its own: meanwhile another lane changes what the fleet file says of others.
  const aside = new Stand({ ...stand.context, workDir: path.join(stand.context.workDir, 'aside') });
  const ready = async (count: number) => {
    await stand.hub.eventually(`${count} ready replicas of ${member}`, async (replica) => {
      return (await replica.value(`${READY}, cluster="${member}"}`)) === count;
    });
  };
  await step(`${member} has two replicas`, async () => {
    await aside.synth(FIRST, { [member]: { monitor: { replicas: 2 } } });
    await aside.apply(member);
    await rolledOut(cluster, WORKLOAD);
    await ready(2);
  });
  await step(`one replica of ${member} is down, and the hub reads the other`, async () => {
    const { items } = await kubectlJson<{ items: { metadata: { name: string } }[] }>(cluster, [
      ...['get', 'nodes'],
    ]);
    const nodes = items.map(({ metadata }) => metadata.name);
    const watched = await Continuity.begin(stand.hub);
    await kubectl(cluster, ['cordon', ...nodes]);
    try {
      await killPod(stand, member);
      await ready(1);
      await setTimeout(3 * INTERVAL * 1000);
      // The request that it was answering when it died may be lost.
      await watched.everyReplicaScraped(member, 1);
      for (const replica of stand.hub.replicas) {
        const alerts = await alertsAbout(replica, member);
        say(`${replica.name}: alerts about ${member}: ${alerts.join(', ') || 'none'}`);
        assert.ok(!alerts.includes('FederationDown'), `${member} is said to be down`);
      }
    } finally {
      await kubectl(cluster, ['uncordon', ...nodes]);
    }
    await ready(2);
  });
  await step(`${member} has one replica again`, async () => {
    await stand.apply(member);
    await rolledOut(cluster, WORKLOAD);
    const gone = `pod/${MEMBER_SERVER}-1`;
    await kubectl(cluster, ['-n', NAMESPACE, 'wait', gone, '--for=delete', '--timeout=50s']);
    await stand.hub.memberUp(member);
  });
}
