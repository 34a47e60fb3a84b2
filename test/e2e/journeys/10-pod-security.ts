import assert from 'node:assert/strict';
import {
  HUB_SERVER,
  MEMBER_SERVER,
  NAMESPACE,
  PUSHGATEWAY,
  STATSD_EXPORTER,
  STATSD_METRICS_PORT,
} from '../harness/hub';
import { FIRST } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectl, kubectlJson, put } from '../harness/kubectl';
import type { Manifest } from '../harness/manifests';
import type { Stand } from '../harness/stand';
import { workloadImage } from '../harness/workload';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** 10. What is claimed of Pod Security holds, and API servers have nothing to complain about. */
export const podSecurity: Journey = {
  number: 10,
  title: 'Pod Security and strict validation',
  run: async (stand, step) => {
    const { hub, members } = stand.context;
    const all = [hub.name, ...members.map(({ name }) => name)];
    const applied = all.filter((name) => stand.isRendered(name));
    const claimed = applied.filter((name) => claimsRestricted(stand, name));
    await step('the hub and the member without node-exporter claim restricted', async () => {
      assert.deepEqual(claimed, [hub.name, ...members.slice(2).map(({ name }) => name)]);
      for (const name of claimed) assert.equal(await enforced(stand, name), 'restricted');
    });
    await step('there, a pod that is not restricted is refused', async () => {
      for (const name of claimed) {
        const refused = put(cluster(stand, name), privileged(stand));
        await assert.rejects(refused, /violates PodSecurity "restricted/);
      }
    });
    await step('there, no running pod violates it', async () => {
      for (const name of claimed) assert.deepEqual(await violations(stand, name), []);
    });
    await step('elsewhere, node-exporter alone violates it', async () => {
      for (const name of applied.filter((one) => !claimed.includes(one))) {
        const found = await violations(stand, name);
        const others = found.filter((line) => !/existing pods|monitor-node-exporter/.test(line));
        assert.deepEqual(others, []);
        assert.notDeepEqual(found, []);
      }
    });
    await step(
      'the API server reaches what NetworkPolicies let it reach, and nothing else',
      () => policiesHold(stand),
      stand.context.localDir ? undefined : 'whether policies are enforced is up to the network',
    );
    await step('every object passes strict validation without a warning', async () => {
      for (const name of applied) await stand.apply(name);
      assert.deepEqual(stand.warnings, []);
    });
  },
};

function cluster(stand: Stand, name: string) {
  return name === stand.context.hub.name ? stand.context.hub : stand.member(name);
}

function claimsRestricted(stand: Stand, name: string): boolean {
  const namespaces = stand.manifests(name).filter(({ kind }) => kind === 'Namespace');
  return namespaces.some(({ metadata }) => metadata.labels?.[ENFORCE] === 'restricted');
}

async function enforced(stand: Stand, name: string): Promise<string | undefined> {
  const args = ['get', 'namespace', NAMESPACE];
  return (await kubectlJson<Manifest>(cluster(stand, name), args)).metadata.labels?.[ENFORCE];
}

/** What admission would say of the pods that run if the namespace were to be restricted now. */
async function violations(stand: Stand, name: string): Promise<string[]> {
  // Only a change makes admission look at what runs; another version is the least of them.
  const label = (value: string) => ['label', 'namespace', NAMESPACE, value, '--overwrite'];
  const warn = label('pod-security.kubernetes.io/enforce-version=v1.33');
  const enforce = label(`${ENFORCE}=restricted`);
  const args = (await enforced(stand, name)) === 'restricted' ? warn : enforce;
  const { stderr } = await kubectl(cluster(stand, name), [...args, '--dry-run=server']);
  return stderr.split('\n').filter((line) => line.startsWith('Warning:'));
}

/** Proxied requests are the API server's: no pod's, and so let in only where a policy says so. */
async function policiesHold(stand: Stand): Promise<void> {
  const member = stand.member('member-a');
  // Its front is reached, as the hub does all the time; the Prometheus behind it is not.
  const guarded = stand.context.members
    .slice(FIRST.length)
    .filter(({ name }) => stand.isRendered(name));
  const open = `services/${MEMBER_SERVER}:80/proxy/prometheus/-/ready`;
  const closed = [
    ...guarded.map((owner) => ({ owner, path: open })),
    { owner: stand.context.hub, path: `pods/${HUB_SERVER}-0:9090/proxy/-/ready` },
    { owner: member, path: 'services/monitor-kube-state-metrics:8080/proxy/healthz' },
    { owner: member, path: `services/${PUSHGATEWAY}/proxy/-/ready` },
    { owner: member, path: `services/${STATSD_EXPORTER}:${STATSD_METRICS_PORT}/proxy/-/ready` },
  ];
  const ask = (owner: { kubeconfig: string }, path: string) =>
    kubectl(owner, [
      ...['get', '--request-timeout=6s', '--raw'],
      `/api/v1/namespaces/${NAMESPACE}/${path}`,
    ]);
  await ask(member, open);
  await Promise.all(
    closed.map(({ owner, path }) => assert.rejects(ask(owner, path), /deadline|timeout/i, path)),
  );
}

function privileged(stand: Stand): object {
  const image = workloadImage(stand.manifests('member-a'));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'not-restricted', namespace: NAMESPACE },
    spec: { containers: [{ name: 'app', image, securityContext: { privileged: true } }] },
  };
}
