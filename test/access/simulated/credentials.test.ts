import { X509Certificate } from 'node:crypto';
import { ApiClient } from '../../api-server/client';
import { until } from '../../e2e/local/wait';
import { adminOf, askWithToken, newRequest, signingRequest, withCondition } from './client';
import { type SimulatedCluster, type SimulatedClusterOptions, withSimulatedCluster } from './index';
import { at, fieldsAt, listAt, numberAt, textAt } from './json';

const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const SECRET = '/api/v1/namespaces/default/secrets';

/** Asks for a certificate as the administrator, approves, and gives what has come of it. */
async function asked(cluster: SimulatedCluster, commonName = 'someone') {
  const admin = adminOf(cluster);
  const { key, request } = await newRequest(commonName);
  const object = signingRequest('x', request);
  try {
    const created = await admin.request('POST', REQUESTS, JSON.stringify(object));
    expect(created.status).toBe(201);
    const approved = await admin.request(
      'PUT',
      `${REQUESTS}/x/approval`,
      JSON.stringify(withCondition(object, 'Approved')),
    );
    await cluster.settled();
    const { body } = await admin.request('GET', `${REQUESTS}/x`);
    const cert = Buffer.from(textAt(body, 'status', 'certificate') ?? '', 'base64').toString();
    return { key, cert, body, approved };
  } finally {
    admin.close();
  }
}

const signedBy = (options: Partial<SimulatedClusterOptions>) =>
  withSimulatedCluster(options, (cluster) => asked(cluster));

/** The status that who shows a token gets. */
async function shown({ url, pki }: SimulatedCluster, token: string, path: string) {
  const { status } = await askWithToken({ url: url + path, ca: pki.serverAuthority, token });
  return status;
}

const reader = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'r', namespace: 'default' },
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'r', namespace: 'default' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
    subjects: [
      { kind: 'User', name: 'someone' },
      { kind: 'ServiceAccount', name: 'default', namespace: 'default' },
    ],
  },
];

describe('a certificate from the certificate API', () => {
  it('is for the key and the subject that were asked for, lives as long as asked, and works', async () => {
    await withSimulatedCluster({ objects: reader }, async (cluster) => {
      const { url, pki } = cluster;
      const { key, cert } = await asked(cluster);
      const parsed = new X509Certificate(cert);
      expect(parsed.subject).toBe('CN=someone');
      expect(Date.parse(parsed.validTo) - Date.now()).toBeGreaterThan(3590_000);
      expect(Date.parse(parsed.validTo) - Date.now()).toBeLessThanOrEqual(3600_000);
      const client = new ApiClient(url, { ca: pki.serverAuthority, cert, key });
      expect((await client.request('GET', SECRET)).status).toBe(200);
      const refused = await client.request('GET', '/api/v1/namespaces/default/configmaps');
      expect(refused.status).toBe(403);
      expect(at(refused.body, 'message')).toBe(
        'configmaps is forbidden: User "someone" cannot list resource "configmaps" in API group "" in the namespace "default"',
      );
      client.close();
    });
  });

  it('never comes where nobody signs', async () => {
    const { body } = await signedBy({ signing: 'never' });
    expect(listAt(body, 'status', 'conditions')).toHaveLength(1);
    expect(at(body, 'status', 'certificate')).toBeUndefined();
  });

  it('is refused by a signer that fails', async () => {
    const { body } = await signedBy({ signing: 'fail' });
    const types = listAt(body, 'status', 'conditions').map((entry) => at(entry, 'type'));
    expect(types).toEqual(['Approved', 'Failed']);
  });

  it('is denied by a policy before anyone approves', async () => {
    const { body, approved } = await signedBy({ signing: 'deny' });
    expect(approved.status).toBe(422);
    expect(JSON.stringify(at(body, 'status'))).toContain('PolicyDenied');
    expect(at(body, 'status', 'certificate')).toBeUndefined();
  });

  it('is for someone else where the signer does not do what it is asked', async () => {
    const { cert } = await signedBy({ signing: 'otherSubject' });
    expect(new X509Certificate(cert).subject).toBe('CN=someone-else');
  });

  it('begins in the future where the clock of the cluster is ahead', async () => {
    const { cert } = await signedBy({ clockAheadMs: 3600_000 });
    expect(Date.parse(new X509Certificate(cert).validFrom)).toBeGreaterThan(Date.now());
  });
});

describe('a token', () => {
  it('of a TokenRequest works until its account is gone', async () => {
    await withSimulatedCluster({ objects: reader }, async (cluster) => {
      const admin = adminOf(cluster);
      const accounts = '/api/v1/namespaces/default/serviceaccounts/default';
      const body = JSON.stringify({ spec: { expirationSeconds: 600 } });
      const answer = await admin.request('POST', `${accounts}/token`, body);
      expect(answer.status).toBe(201);
      const token = textAt(answer.body, 'status', 'token') ?? '';
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      expect(numberAt(claims, 'exp')).toBeGreaterThan(Date.now() / 1000 + 590);
      const status = () => shown(cluster, token, SECRET);
      expect(await status()).toBe(200);
      expect((await admin.request('DELETE', accounts)).status).toBe(200);
      expect(await status()).toBe(401);
      admin.close();
    });
  });

  it('fills the Secret of an account, after the answer', async () => {
    const metadata = {
      name: 't',
      namespace: 'default',
      annotations: { 'kubernetes.io/service-account.name': 'default' },
    };
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'kubernetes.io/service-account-token',
    };
    await withSimulatedCluster({}, async (cluster) => {
      const admin = adminOf(cluster);
      const made = await admin.request('POST', SECRET, JSON.stringify(secret));
      expect(at(made.body, 'data')).toBeUndefined();
      const data = await until('the token', async () => {
        const { body } = await admin.request('GET', `${SECRET}/t`);
        return at(body, 'data') !== undefined && fieldsAt(body, 'data');
      });
      expect(Object.keys(data)).toEqual(['ca.crt', 'namespace', 'token']);
      admin.close();
    });
  });

  it('of nobody is refused', async () => {
    await withSimulatedCluster({}, async (cluster) => {
      expect(await shown(cluster, 'x', '/version')).toBe(401);
    });
  });
});
