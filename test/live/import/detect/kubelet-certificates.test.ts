import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { detect } from '../../../../live/import/detect';
import { createAuthority, issue, type Pair } from '../../../e2e/local/pki';
import { withCluster } from './cluster';
import type { StoredObject } from './objects';

const found = async (name: string, objects: readonly StoredObject[] = [], changes: object = {}) => {
  const detected = withCluster([name], ({ connection }) => detect(connection), {
    objects,
    ...changes,
  });
  return (await detected).kubeletCertificates;
};

describe('what the cluster says', () => {
  it.each([
    ['eks', 'verified', 'kubelets of EKS get theirs from the cluster'],
    [
      'aks',
      'verified',
      'the nodes looked at have the label kubernetes.azure.com/kubelet-serving-ca=cluster',
    ],
    ['k3s', 'verified', 'servers of k3s sign them'],
    ['rancher', 'verified', 'servers of rke2 sign them'],
    ['kind', 'self-signed', 'kube-system/kubelet-config does not have serverTLSBootstrap: true'],
    ['kubeadm', 'verified', 'kube-system/kubelet-config has serverTLSBootstrap: true'],
  ])('%s: %s', async (name, value, reason) =>
    expect(await found(name)).toEqual({ value, reasons: [reason] }),
  );

  it('an AKS node without the label of signed certificates', async () => {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'aks-old-000001', labels: { 'kubernetes.azure.com/mode': 'user' } },
    };
    expect(await found('aks', [node])).toEqual({
      value: 'self-signed',
      reasons: [
        'node aks-old-000001 does not have the label kubernetes.azure.com/kubelet-serving-ca=cluster',
      ],
    });
  });

  it('nothing: what to do if they do not verify is a note', async () => {
    const { kubeletCertificates, notes } = await withCluster(['gke'], ({ connection }) =>
      detect(connection),
    );
    expect(kubeletCertificates?.value).toBe('unknown');
    expect(notes).toContain(
      'whether kubelet certificates verify is not known: if targets of kubernetes-nodes are down with x509, set monitor.kubelet.insecureSkipVerify',
    );
  });
});

describe('a kubelet that can be reached', () => {
  let authority: Pair;
  let stranger: Pair;
  beforeAll(async () => {
    authority = await createAuthority('cluster');
    stranger = await createAuthority('worker-2-ca@1764000000');
  });

  /** What is found where a kubelet presents a certificate, beside what kubeadm configured. */
  async function withKubelet(signer: Pair, leaf: Parameters<typeof issue>[1]) {
    const kubelet = createServer(await issue(signer, leaf), () => {});
    await new Promise<void>((resolve) => kubelet.listen(0, '127.0.0.1', resolve));
    const { port: Port } = kubelet.address() as AddressInfo;
    const root = { name: 'kube-root-ca.crt', namespace: 'kube-system' };
    const objects = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: root, data: { 'ca.crt': authority.cert } },
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'worker-2' },
        status: {
          addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
          daemonEndpoints: { kubeletEndpoint: { Port } },
        },
      },
    ];
    try {
      return { port: Port, found: await found('eks-anywhere', objects) };
    } finally {
      kubelet.close();
    }
  }

  const node = { commonName: 'system:node:worker-2', organizations: ['system:nodes'] };

  it('and has a certificate of the cluster for its address', async () => {
    const { port, found } = await withKubelet(authority, { ...node, hosts: ['127.0.0.1'] });
    const reasons = [`the certificate of node worker-2 at 127.0.0.1:${port} verifies`];
    expect(found).toEqual({ value: 'verified', reasons });
  });

  it('and has a certificate of the cluster for its name alone', async () => {
    const { port, found } = await withKubelet(authority, { ...node, hosts: ['worker-2'] });
    const reasons = [
      `the certificate of node worker-2 at 127.0.0.1:${port} does not verify (ERR_TLS_CERT_ALTNAME_INVALID)`,
    ];
    expect(found).toEqual({ value: 'self-signed', reasons });
  });

  it('and signed its own', async () => {
    const own = { commonName: 'worker-2@1764000000', hosts: ['worker-2'] };
    const { found } = await withKubelet(stranger, own);
    expect(found?.value).toBe('self-signed');
    expect(found?.reasons.join()).toMatch(/does not verify \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/);
  });

  it('and is one of another cluster with the same addresses tells nothing', async () => {
    const other = { commonName: 'system:node:other', hosts: ['other'] };
    expect((await withKubelet(stranger, other)).found?.value).toBe('unknown');
  });
});
