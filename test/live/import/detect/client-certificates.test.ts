import { detect } from '../../../../live/import/detect';
import { withCluster } from './cluster';

const found = (name: string, changes: object = {}) =>
  withCluster([name], ({ connection }) => detect(connection), changes);

it.each(['gke', 'aks', 'k3s', 'kind', 'kubeadm'])('%s signs client certificates', async (name) =>
  expect((await found(name)).signsClientCertificates).toEqual({
    value: true,
    reasons: [`${name} clusters sign them`],
  }),
);

it('EKS signs none', async () =>
  expect((await found('eks')).signsClientCertificates).toEqual({
    value: false,
    reasons: ['EKS signs no client certificates'],
  }));

it('they are of no use where TLS ends before the API server', async () => {
  expect((await found('rancher')).signsClientCertificates).toEqual({
    value: false,
    reasons: [
      'TLS ends at rancher.example.com, before the API server that is below /k8s/clusters/c-m-abcd1234',
    ],
  });
  const server = 'https://gke-0a1b2c3d.europe-west4.gke.goog';
  const { signsClientCertificates } = await found('gke', { server });
  expect(signsClientCertificates?.value).toBe(false);
  expect(signsClientCertificates?.reasons.join()).toContain('--enable-k8s-tokens-via-dns');
});

it('whoever may not approve gets none', async () => {
  const denied = ['create certificatesigningrequests', 'approve signers'];
  expect((await found('kubeadm', { denied })).signsClientCertificates).toEqual({
    value: false,
    reasons: [
      'this kubeconfig may not create certificatesigningrequests',
      'this kubeconfig may not approve for the signer kubernetes.io/kube-apiserver-client',
    ],
  });
});

it('where only trying tells, it stays unknown', async () => {
  const { signsClientCertificates, notes } = await found('openshift');
  expect(signsClientCertificates).toBeUndefined();
  expect(notes).toContain(
    'whether client certificates are signed shows when one is asked for: auth.type is left at its default',
  );
});

it('no certificate is asked for', () =>
  withCluster(['kubeadm'], async ({ connection, requests }) => {
    await detect(connection);
    const reviews = 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect(requests.filter((request) => !request.startsWith('GET '))).toEqual([
      reviews,
      reviews,
      reviews,
    ]);
  }));
