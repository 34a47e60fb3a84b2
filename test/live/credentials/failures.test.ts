import type { SimulatedClusterOptions } from '../../access/simulated';
import { CERTIFICATE_SIGNING_REQUEST } from '../../access/simulated/kinds';
import { type FleetOptions, type SimulatedFleet, withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const RULES = (rules: object[]) => ({ adminRules: rules as never });

/** All that `connect` needs but the right to approve. */
const WITHOUT_APPROVAL = RULES([
  { apiGroups: ['', 'rbac.authorization.k8s.io'], resources: ['*'], verbs: ['*'] },
  {
    apiGroups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests'],
    verbs: ['create', 'get', 'list', 'delete'],
  },
]);

const onFirst = (options: Partial<SimulatedClusterOptions>): FleetOptions => ({
  count: 2,
  each: (index) => (index === 0 ? options : {}),
});

const delivered = ({ hub }: SimulatedFleet, cluster: string) =>
  hub.find('Secret', 'monitoring', `federation-${cluster}`);

describe.each<[string, FleetOptions, RegExp]>([
  [
    'does not listen',
    onFirst({ unreachable: true }),
    /cannot be asked, found ECONNREFUSED: nothing listens there/,
  ],
  [
    'does not take an expired administrator',
    onFirst({ adminExpired: true }),
    /does not accept the credentials of the kubeconfig, found 401.*, log in again/,
  ],
  [
    'denies the request',
    onFirst({ signing: 'deny' }),
    /request for a client certificate was denied, found client certificates are not issued here, write auth: \{ type: serviceAccountToken \}/,
  ],
  [
    'never signs',
    onFirst({ signing: 'never' }),
    /signs no client certificates, found none after 1 s, write auth: \{ type: serviceAccountToken \}/,
  ],
  [
    'has a signer that fails',
    onFirst({ signing: 'fail' }),
    /failed, found the signer refuses this request/,
  ],
  [
    'signs for someone else',
    onFirst({ signing: 'otherSubject' }),
    /not what was asked for, found the common name someone-else in place of promfleet:hub/,
  ],
  [
    'is EKS',
    onFirst({ gitVersion: 'v1.34.2-eks-1a2b3c4' }),
    /EKS signs no client certificates, write auth: \{ type: serviceAccountToken \}/,
  ],
  [
    'does not let its user approve',
    onFirst(WITHOUT_APPROVAL),
    /was refused, found 403.*; needed are .* approve of signers kubernetes.io\/kube-apiserver-client/,
  ],
  [
    'has no Prometheus yet',
    onFirst({ objects: [] }),
    /there is no monitor-prometheus-server:80 in monitoring.*run promfleet apply --only member-0/,
  ],
  [
    'has a Prometheus that does not become ready',
    onFirst({ readyAfterMs: 'never' }),
    /the Prometheus does not answer, found 503: no endpoints available/,
  ],
  [
    'has no samples',
    onFirst({ prometheus: () => ({ contentType: 'text/plain', body: '' }) }),
    /brings no samples.*check federation.match/,
  ],
  [
    'has a page of something else at the path of its Prometheus',
    onFirst({
      prometheus: () => ({ contentType: 'text/html', body: '<!doctype html>\n<p>\nlog in\n' }),
    }),
    /brings no samples, found 200: <!doctype html>/,
  ],
  [
    'says what would be another line, or move the cursor',
    onFirst({
      prometheus: () => ({ status: 400, contentType: 'text/plain', body: 'a\u001b[2Jb\rc\nd' }),
    }),
    /found 400: a\\u001b\[2Jb\\u000dc, run promfleet apply/,
  ],
  [
    'has something before it that answers with pages',
    onFirst({ prometheus: () => ({ status: 302, contentType: 'text/html', body: '<html>' }) }),
    /found 302/,
  ],
  [
    'says too much',
    {
      ...onFirst({
        prometheus: () => ({ contentType: 'text/plain', body: 'up 1\n'.repeat(10_000) }),
      }),
      cluster: 'federation: { bodySizeLimit: 10KB }',
    },
    /over 10240 bytes/,
  ],
])('a cluster that %s', (_what, options, message) => {
  it('gets a line that says so, and no credential; the others go on', () =>
    withFleet(options, async (fleet) => {
      const args = ['--timeout', '1s', '--signing-timeout', '1s'];
      const { code, stdout, stderr } = await fleet.connect(...args);
      const lines = stderr.split('\n').filter((line) => line.includes('error'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^member-0: error: /);
      expect(lines[0]).toMatch(message);
      expect(code).toBe(1);
      expect(delivered(fleet, 'member-0')).toBeUndefined();
      if (!/10240|no samples|302|400/.test(String(message))) {
        expect(stdout).toMatch(/^member-1: client certificate until/);
      }
    }));
});

it.each(['deny', 'never', 'fail', 'otherSubject'] as const)(
  'no request is left behind by a cluster with signing: %s',
  (signing) =>
    withFleet({ each: () => ({ signing }) }, async ({ connect, members }) => {
      await connect('--timeout', '1s', '--signing-timeout', '1s');
      expect(members[0]?.store.list(CERTIFICATE_SIGNING_REQUEST, undefined)).toEqual([]);
    }),
);

it('an administrator whose program is not installed is told which', () => {
  const user = { exec: { command: 'promfleet-no-such-program' } };
  return withFleet({ context: () => ({ user }) }, async (fleet) => {
    const { code, stderr } = await fleet.connect();
    expect(stderr).toMatch(/promfleet-no-such-program.*is not installed: install it/);
    expect(code).toBe(1);
  });
});

it('a context that is not there is named, with the one that may be meant', () =>
  withFleet({ cluster: 'kubeContext: membre-0' }, async (fleet) => {
    const { code, stderr } = await fleet.connect();
    expect(stderr).toMatch(/no context membre-0 in the kubeconfig, did you mean member-0\?/);
    expect(code).toBe(1);
  }));

it('a clock that is ahead is spoken of, and nothing fails for it', () =>
  withFleet({ each: () => ({ clockAheadMs: 60 * 60_000 }) }, async (fleet) => {
    const { code, stdout } = await fleet.connect('--timeout', '5s');
    expect(stdout).toMatch(/the clock of the API server is 60 minutes ahead of this machine's/);
    expect(code).toBe(0);
  }));

it('a hub that is out of reach is said before any member is asked', () =>
  withFleet({ hubCluster: { unreachable: true } }, async (fleet) => {
    const { code, stderr } = await fleet.connect();
    expect(stderr).toMatch(/the hub takes no credentials: .*ECONNREFUSED.*--to file needs no hub/);
    expect(code).toBe(1);
    expect(fleet.members[0]?.find('Role', 'monitoring', 'monitor-federation-reader')).toBe(
      undefined,
    );
  }));

it('a member that hangs delays no other', () =>
  withFleet(
    { count: 3, each: (index) => ({ hanging: index === 0 && 'requests' }) },
    async (fleet) => {
      const running = fleet.connect('--timeout', '5s');
      const others = ['member-1', 'member-2'];
      const end = Date.now() + 10_000;
      while (!others.every((name) => delivered(fleet, name))) {
        if (Date.now() > end) throw new Error('the others are not delivered');
        await new Promise((resolve) => setImmediate(resolve));
      }
      await fleet.members[0]?.disconnect();
      expect((await running).code).toBe(1);
    },
  ));

describe('a reader that may do more than it should', () => {
  const binding = (name: string, resources: string[], verbs: string[]) => [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name },
      rules: [{ apiGroups: [''], resources, verbs }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'promfleet:hub' }],
    },
  ];

  it.each([
    ['list nodes', ['nodes'], ['list'], 'list nodes (200)'],
    ['list Secrets', ['secrets'], ['list'], 'list secrets of monitoring (200)'],
    [
      'read every Service',
      ['services/proxy'],
      ['get'],
      'get services/proxy of monitor-prometheus-server:1 (503)',
    ],
  ])('such as to %s is not delivered', (_what, resources, verbs, found) =>
    withFleet({}, async (fleet) => {
      for (const object of binding('more', resources, verbs)) fleet.members[0]?.put(object);
      const { code, stderr } = await fleet.connect('--timeout', '3s');
      expect(stderr).toContain(`is not delivered, found that it may ${found}`);
      expect(code).toBe(1);
      expect(delivered(fleet, 'member-0')).toBeUndefined();
    }),
  );
});
