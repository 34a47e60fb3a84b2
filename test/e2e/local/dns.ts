import { apply, request } from './api';
import { versionOf } from './binaries';
import { type Binaries, need } from './control-plane';
import { type Cluster, ZONE } from './plan';
import { until } from './wait';

const NAME = 'coredns';
const LABELS = { 'k8s-app': 'kube-dns' };
const COREFILE = `.:53 {
    errors
    health
    ready
    hosts /etc/coredns/hosts ${ZONE} {
        ttl 1
        reload 1s
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa
    cache 5
}
`;
const RESOURCES = {
  serviceaccounts: `/api/v1/namespaces/kube-system/serviceaccounts/${NAME}`,
  clusterroles: `/apis/rbac.authorization.k8s.io/v1/clusterroles/system:${NAME}`,
  bindings: `/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/system:${NAME}`,
  configmaps: `/api/v1/namespaces/kube-system/configmaps/${NAME}`,
  deployments: `/apis/apps/v1/namespaces/kube-system/deployments/${NAME}`,
  services: '/api/v1/namespaces/kube-system/services/kube-dns',
} as const;

/** The name of the CoreDNS image the binary built here is loaded as. */
export function dnsImage(binaries: Binaries): string {
  return `registry.k8s.io/coredns/coredns:v${versionOf(need(binaries, 'coredns'))}`;
}

/** Installs CoreDNS as kubeadm does, so that NetworkPolicies meet the labels they know. */
export async function createDns(cluster: Cluster, image: string): Promise<void> {
  const meta = { name: NAME, namespace: 'kube-system', labels: LABELS };
  await apply(cluster, RESOURCES.serviceaccounts, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: meta,
  });
  await apply(cluster, RESOURCES.clusterroles, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: `system:${NAME}` },
    rules: [
      {
        apiGroups: [''],
        resources: ['endpoints', 'services', 'pods', 'namespaces'],
        verbs: ['list', 'watch'],
      },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  });
  await apply(cluster, RESOURCES.bindings, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `system:${NAME}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `system:${NAME}` },
    subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: 'kube-system' }],
  });
  await setNames(cluster, {});
  await apply(cluster, RESOURCES.deployments, deployment(image, meta));
  await apply(cluster, RESOURCES.services, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...meta, name: 'kube-dns' },
    spec: {
      clusterIP: cluster.dnsAddress,
      selector: LABELS,
      ports: ['UDP', 'TCP'].map((protocol) => ({
        name: protocol === 'UDP' ? 'dns' : 'dns-tcp',
        port: 53,
        protocol,
      })),
    },
  });
}

/**
 * Sets which names of API servers the pods of a cluster can look up, and their addresses.
 *
 * It takes some seconds: the kubelet updates the file, CoreDNS reads it, caches forget.
 */
export function setNames(
  cluster: Cluster,
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(addresses).map(([name, address]) => `${address} ${name}\n`);
  return apply(cluster, RESOURCES.configmaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: NAME, namespace: 'kube-system', labels: LABELS },
    data: { Corefile: COREFILE, hosts: lines.join('') },
  });
}

/** Waits until CoreDNS runs: the first pod that a cluster runs, and so the proof that it can. */
export async function dnsReady(cluster: Cluster): Promise<void> {
  const ready = async () => {
    const { body } = await request(cluster, 'GET', RESOURCES.deployments);
    return (body as { status?: { readyReplicas?: number } }).status?.readyReplicas === 1;
  };
  await until(`${cluster.name}'s CoreDNS to be ready`, ready, { timeoutMs: 120_000 });
}

function deployment(image: string, metadata: object): object {
  const probe = (path: string, port: number) => ({ httpGet: { path, port }, periodSeconds: 2 });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          serviceAccountName: NAME,
          dnsPolicy: 'Default',
          containers: [
            {
              name: NAME,
              image,
              imagePullPolicy: 'IfNotPresent',
              args: ['-conf', '/etc/coredns/Corefile'],
              ports: [
                { name: 'dns', containerPort: 53, protocol: 'UDP' },
                { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
              ],
              readinessProbe: probe('/ready', 8181),
              livenessProbe: probe('/health', 8080),
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
                readOnlyRootFilesystem: true,
                runAsUser: 0,
              },
              volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: NAME } }],
        },
      },
    },
  };
}
