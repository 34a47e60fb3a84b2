import { detect } from '../../../../live/import/detect';
import type { Findings } from '../../../../live/import/findings';
import { withCluster } from './cluster';

const found = (name: string, changes: object = {}): Promise<Findings> =>
  withCluster([name], ({ connection }) => detect(connection), changes);

it.each([
  [
    'eks',
    'eks',
    [
      'its version is v1.33.5-eks-113cf36',
      'the name of its API server ends with .eks.amazonaws.com',
      'node ip-203-0-113-17.eu-west-1.compute.internal has the label eks.amazonaws.com/capacityType',
    ],
  ],
  ['eks-anywhere', 'kubeadm', ['kube-system has the ConfigMap kubeadm-config']],
  [
    'gke',
    'gke',
    [
      'its version is v1.33.5-gke.1125000',
      'node gke-shop-default-pool-0f1e2d3c-x7k2 has the label cloud.google.com/gke-nodepool',
    ],
  ],
  [
    'aks',
    'aks',
    [
      'the name of its API server ends with .azmk8s.io',
      'node aks-nodepool1-12345678-vmss000000 has the label kubernetes.azure.com/agentpool',
    ],
  ],
  [
    'openshift',
    'openshift',
    [
      'it has the API group config.openshift.io',
      'node shop-worker-0 has the label node.openshift.io/os_id',
    ],
  ],
  [
    'rancher',
    'rancher',
    [
      'its API server is below /k8s/clusters/',
      'its version is v1.33.5+rke2r1',
      'it has the API group management.cattle.io',
    ],
  ],
  ['k3s', 'k3s', ['its version is v1.33.5+k3s1', 'node edge-1 has the providerID k3s://edge-1']],
  [
    'kind',
    'kind',
    ['node lab-control-plane has the providerID kind://docker/lab/lab-control-plane'],
  ],
  ['kubeadm', 'kubeadm', ['kube-system has the ConfigMap kubeadm-config']],
])('a cluster of %s is one of %s', async (name, value, reasons) =>
  expect((await found(name)).provider).toEqual({ value, reasons }),
);

it('an EKS cluster behind Rancher is one of EKS', async () => {
  const { provider } = await found('eks', {
    server: 'https://rancher.example.com/k8s/clusters/c-1',
  });
  expect(provider?.value).toBe('eks');
});

it('what nothing recognises has no provider, and is told so', async () => {
  const { provider, notes } = await found('nothing-allowed');
  expect(provider).toBeUndefined();
  expect(notes).toContain(
    'none of the providers that promfleet knows is recognised: write the label provider yourself if queries are to have it',
  );
});

it('a version alone tells a provider where nothing else may be read', async () => {
  const refused = ['/api/', '/apis'];
  expect((await found('gke', { refused })).provider).toEqual({
    value: 'gke',
    reasons: ['its version is v1.33.5-gke.1125000'],
  });
});
