import assert from 'node:assert/strict';
import type { Journey } from '../harness/journey';
import { kubectl, kubectlJson, put } from '../harness/kubectl';
import { say } from '../harness/log';
import { namespaceObject, scrapeAnnotations, workload, workloadImage } from '../harness/workload';
import { until } from '../local';

const NAMESPACE = 'shop';
const METRIC = 'pushgateway_build_info';
const PATH = '/internal/metrics';

/** Workloads by name, and the one job that has to find each. */
const FOUND_BY = {
  'by-service': 'kubernetes-service-endpoints',
  'by-pod': 'kubernetes-pods',
  'by-both': 'kubernetes-pods',
} as const;

/** 3. What is annotated is found, with its own port and path, and once. */
export const annotations: Journey = {
  number: 3,
  title: 'Annotated Services and pods are found once',
  run: async (stand, step) => {
    const member = stand.member('member-b');
    const monitor = stand.monitor('member-b');
    await step('workloads with a port and a path of their own start', async () => {
      const image = workloadImage(stand.manifests('member-b'));
      const props = { namespace: NAMESPACE, image, path: PATH };
      const asked = (port: number) => scrapeAnnotations(port, PATH);
      await put(
        member,
        namespaceObject(NAMESPACE),
        ...workload({ ...props, name: 'by-service', port: 7001, serviceAnnotations: asked(7001) }),
        ...workload({ ...props, name: 'by-pod', port: 7002, podAnnotations: asked(7002) }),
        ...workload({
          ...props,
          name: 'by-both',
          port: 7003,
          podAnnotations: asked(7003),
          serviceAnnotations: asked(7003),
        }),
        ...workload({ ...props, name: 'not-asked', port: 7004, serviceAnnotations: {} }),
      );
      const ready = ['wait', 'pod', '--all', '--for=condition=Ready', '--timeout=90s'];
      await kubectl(member, ['-n', NAMESPACE, ...ready], { timeoutMs: 100_000 });
    });
    await step('each is one target of the right job at member-b, and up', async () => {
      const addresses = await podAddresses(stand.member('member-b'));
      await until('three targets to be up', async () => {
        const targets = await monitor.targets();
        const found = Object.entries(addresses).map(([name, ip]) => {
          const mine = targets.filter(({ scrapeUrl }) => new URL(scrapeUrl).hostname === ip);
          return `${name}: ${mine.map(({ scrapePool, health }) => `${scrapePool} ${health}`)}`;
        });
        const wanted = Object.entries(FOUND_BY).map(([name, job]) => `${name}: ${job} up`);
        assert.deepEqual(found.sort(), [...wanted, 'not-asked: '].sort());
        return true;
      });
    });
    await step('each is one series at the hub, with the label of member-b', async () => {
      await stand.hub.eventually('three series, one of each workload', async (replica) => {
        const samples = await replica.vector(`${METRIC}{namespace="${NAMESPACE}"}`);
        const found = samples.map(({ labels }) => {
          const name = labels.service ?? labels.pod;
          return `${name} ${labels.job} ${labels.cluster}`;
        });
        const wanted = Object.entries(FOUND_BY).map(([name, job]) => `${name} ${job} member-b`);
        assert.deepEqual(found.sort(), wanted.sort());
        return true;
      });
    });
    await step('they are removed again', async () => {
      await kubectl(member, ['delete', 'namespace', NAMESPACE, '--wait=false']);
      say(`the namespace ${NAMESPACE} is being deleted`);
    });
  },
};

async function podAddresses(member: { kubeconfig: string }): Promise<Record<string, string>> {
  const { items } = await kubectlJson<{ items: Pod[] }>(member, ['-n', NAMESPACE, 'get', 'pods']);
  return Object.fromEntries(items.map(({ metadata, status }) => [metadata.name, status.podIP]));
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: { readonly podIP: string };
}
