import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadKubeconfig } from '../../../live/client/kubeconfig';
import { type KubeObject, Resources } from '../../../live/client/resources';
import type { ApiServer } from '../../api-server/server';
import { until } from '../../e2e/local/wait';
import type { RunningPrometheus } from './prometheus';

/** The kind that the Prometheus Operator brings, as far as an API server has to know it. */
const PROMETHEUSES = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'prometheuses.monitoring.coreos.com',
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
  },
  spec: {
    group: 'monitoring.coreos.com',
    scope: 'Namespaced',
    names: { kind: 'Prometheus', plural: 'prometheuses', singular: 'prometheus' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    ],
  },
};

/** Addresses of Services that an API server would choose itself, or not take. */
const CHOSEN = ['clusterIP'];

/** Applies the objects of fixtures to a real cluster. */
export async function applyFixtures(server: ApiServer, names: readonly string[]): Promise<void> {
  const resources = new Resources(connectionTo(server));
  const objects = names.flatMap(objectsOf);
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of namespaces) {
    await apply(resources, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  await apply(resources, PROMETHEUSES);
  await until('the Prometheus kind to be served', () =>
    new Resources(connectionTo(server)).has({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
    }),
  );
  for (const object of objects) await apply(resources, withoutAddress(object));
}

/** What the *restricted* standard asks of a container: the namespace may be held to it. */
const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/**
 * Says what a kubelet and a controller would of a pod behind a Service: the API server's proxy goes
 * to addresses of pods alone.
 */
export async function lead(
  server: ApiServer,
  service: { name: string; namespace: string; portName: string },
  { address, port }: RunningPrometheus,
): Promise<void> {
  const { name, namespace, portName } = service;
  const connection = connectionTo(server);
  const resources = new Resources(connection);
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: `${name}-0`, namespace } };
  const containers = [{ name: 'prometheus', image: 'prometheus', securityContext: RESTRICTED }];
  const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  await apply(resources, { ...pod, spec: { containers, securityContext } });
  await connection.expect({
    method: 'PATCH',
    path: `${await resources.pathOf(pod)}/status`,
    type: 'application/merge-patch+json',
    body: { status: { podIP: address, podIPs: [{ ip: address }] } },
  });
  const targetRef = { kind: 'Pod', name: pod.metadata.name, namespace };
  await apply(resources, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace },
    subsets: [
      {
        addresses: [{ ip: address, targetRef }],
        ports: [{ name: portName, port, protocol: 'TCP' }],
      },
    ],
  });
}

/** A connection of the administrator's kubeconfig. */
export const connectionTo = ({ kubeconfig }: ApiServer) =>
  loadKubeconfig({ files: [kubeconfig], env: {} }).connection('test');

async function apply(resources: Resources, object: KubeObject): Promise<void> {
  const applied = await resources.apply(object, { manager: 'test', force: true });
  assert.ok('object' in applied);
}

function objectsOf(name: string): KubeObject[] {
  const text = readFileSync(join('test/fixtures/clusters', name, 'objects.yaml'), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** An API server takes addresses of its own range only; `None` is one that it takes. */
function withoutAddress(object: KubeObject): KubeObject {
  const { spec } = object;
  if (object.kind !== 'Service' || typeof spec !== 'object' || spec === null) return object;
  const kept = Object.entries(spec).filter(
    ([key, value]) => !CHOSEN.includes(key) || value === 'None',
  );
  return { ...object, spec: Object.fromEntries(kept) };
}
