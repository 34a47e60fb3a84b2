import { ROLE_BINDING } from '../../access/simulated/kinds';
import { type FleetOptions, promfleet, type SimulatedFleet, withFleet } from '../credentials/fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const access = ({ fleetPath, kubeconfigPath }: SimulatedFleet, ...argv: string[]) =>
  promfleet(['access', ...argv, '-f', fleetPath, '--kubeconfig', kubeconfigPath]);

/** A fleet whose readers have their Roles. */
const connected = (options: FleetOptions, use: (fleet: SimulatedFleet) => Promise<void>) =>
  withFleet(options, async (fleet) => {
    await fleet.connect('--timeout', '5s');
    await use(fleet);
  });

const bind = ({ members }: SimulatedFleet, rule: object) => {
  const name = 'too-much';
  const group = 'rbac.authorization.k8s.io';
  const metadata = { name, namespace: 'monitoring' };
  members[0]?.put({ apiVersion: `${group}/v1`, kind: 'Role', metadata, rules: [rule] });
  members[0]?.put({
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: group, kind: 'Role', name },
    subjects: [{ apiGroup: group, kind: 'User', name: 'promfleet:hub' }],
  });
};

it('says what the hub asks, as whom, by which Role, and how kubectl asks for each right', () =>
  withFleet({}, async (fleet) => {
    const { code, stdout, stderr } = await access(fleet, 'member-0');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const service = 'services/monitor-prometheus-server:80';
    expect(stdout).toMatch(
      /^member-0: the hub is promfleet:hub\n {2}GET https:\/\/\S+\/federate\n/,
    );
    expect(stdout).toContain(
      `kubectl --context member-0 auth can-i get ${service} --subresource=proxy --namespace=monitoring --as=promfleet:hub\n  it may not\n`,
    );
    expect(stdout).toContain(
      'kubectl --context member-0 auth can-i list secrets --namespace=monitoring --as=promfleet:hub\n',
    );
    expect(stdout).toContain(
      '  let in by the NetworkPolicy monitor-prometheus-server of monitoring from anywhere\n',
    );
    expect(fleet.members[0]?.counters.count('POST')).toBe(0);
  }));

it('agrees with the API server of every member, by certificate and by token', async () => {
  for (const cluster of [
    '',
    'auth: { type: serviceAccountToken }',
    'federation: { drillDown: true }',
  ]) {
    await connected({ count: 2, cluster }, async (fleet) => {
      const { code, stdout } = await access(fleet, '--check');
      expect(stdout).not.toMatch(/^ {4}(wrong|\?)/m);
      expect(
        stdout.match(/^ {4}ok {6}get services\/proxy of monitor-prometheus-server:80$/gm),
      ).toHaveLength(4);
      expect(code).toBe(0);
    });
  }
});

it('finds what else a reader may do, and what it may not although it has to', () =>
  connected({}, async (fleet) => {
    bind(fleet, { apiGroups: [''], resources: ['secrets'], verbs: ['list'] });
    const more = await access(fleet, '--check');
    expect(more.code).toBe(1);
    expect(more.stdout).toMatch(/^ {4}wrong {3}list secrets of monitoring: it may$/m);
    expect(more.stdout.match(/^ {4}wrong/gm)).toHaveLength(1);
    const { store } = fleet.members[0] ?? {};
    const binding = store?.get(ROLE_BINDING, 'monitoring', 'monitor-federation-reader');
    if (store && binding) store.delete(ROLE_BINDING, binding);
    const less = await access(fleet, '--check');
    expect(less.stdout).toMatch(
      /^ {4}wrong {3}get services\/proxy of monitor-prometheus-server:80: it may not$/m,
    );
  }));

it('asks the others when one has no context, and says so once', () =>
  connected({ count: 2 }, async (fleet) => {
    const text = await access(fleet, '--check', '--only', 'member-1');
    expect(text.code).toBe(0);
    const { code, stdout } = await access(
      { ...fleet, kubeconfigPath: `${fleet.directory}/none` },
      '--check',
    );
    expect({ code, stdout }).toMatchObject({ code: 2 });
  }));

it('is JSON for programs', () =>
  connected({}, async (fleet) => {
    const { stdout } = await access(fleet, 'member-0', '--check', '--output', 'json');
    const { ok, clusters } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(clusters[0]).toMatchObject({
      cluster: 'member-0',
      subject: { kind: 'User', name: 'promfleet:hub' },
      role: { verbs: ['get'], resourceNames: ['monitor-prometheus-server:80'] },
    });
    for (const { meant, found } of clusters[0].rights) expect(found).toBe(meant);
  }));

it('refuses a cluster that is not there', () =>
  withFleet({}, async (fleet) => {
    expect(await access(fleet, 'member-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no cluster of this name, found "member-1"'),
    });
  }));
