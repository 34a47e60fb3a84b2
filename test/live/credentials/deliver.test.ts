import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, type Fields, textAt } from '../../access/simulated/json';
import type { Kind } from '../../access/simulated/kinds';
import { promfleet, type SimulatedFleet, withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const NAMESPACE = 'monitoring';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('--to file', () => {
  it('writes a directory per cluster that its owner alone can read', () =>
    withFleet({ count: 2, hubCluster: { unreachable: true } }, async ({ connect, directory }) => {
      const keys = join(directory, 'keys');
      const { code } = await connect('--timeout', '5s', '--to', 'file', '--dir', keys);
      expect(code).toBe(0);
      expect(readdirSync(keys).sort()).toEqual(['member-0', 'member-1']);
      expect(readdirSync(join(keys, 'member-0')).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
      expect(modeOf(join(keys, 'member-0'))).toBe('700');
      expect(modeOf(join(keys, 'member-0/tls.key'))).toBe('600');
    }));

  it('leaves alone what is valid, replaces it with --renew, and what a killed run left goes', () =>
    withFleet({}, async ({ connect, directory }) => {
      const keys = join(directory, 'keys');
      const args = ['--timeout', '5s', '--to', 'file', '--dir', keys];
      const certificate = () => readFileSync(join(keys, 'member-0/tls.crt'), 'utf8');
      await connect(...args);
      const before = certificate();
      expect((await connect(...args)).stdout).toContain('left alone');
      expect(certificate()).toBe(before);
      mkdirSync(join(keys, 'member-0.new-0a1b2c3d'));
      mkdirSync(join(keys, 'member-0.old-0a1b2c3d'));
      utimesSync(join(keys, 'member-0.new-0a1b2c3d'), 0, 0);
      await connect(...args, '--renew');
      expect(certificate()).not.toBe(before);
      // A run that goes on at the same time has what is young.
      expect(readdirSync(keys).sort()).toEqual(['member-0', 'member-0.old-0a1b2c3d']);
    }));

  describe('in a Git work tree', () => {
    const inRepository = (use: (fleet: SimulatedFleet, keys: string) => Promise<void>) =>
      withFleet({}, async (fleet) => {
        execFileSync('git', ['init', '-q', fleet.directory]);
        await use(fleet, join(fleet.directory, 'keys'));
      });

    it('is refused, before anything is made', () =>
      inRepository(async ({ connect, members }, keys) => {
        const { code, stderr } = await connect('--to', 'file', '--dir', keys);
        expect(stderr).toMatch(/is in a Git work tree that does not ignore it.*\.gitignore/);
        expect(code).toBe(1);
        expect(readdirSync(join(keys, '..'))).not.toContain('keys');
        expect(members[0]?.find('Role', NAMESPACE, 'monitor-federation-reader')).toBeUndefined();
      }));

    it('is allowed where the path is ignored', () =>
      inRepository(async ({ connect, directory }, keys) => {
        writeFileSync(join(directory, '.gitignore'), '/keys/\n');
        const { code } = await connect('--timeout', '5s', '--to', 'file', '--dir', keys);
        expect(code).toBe(0);
        const status = execFileSync('git', ['-C', directory, 'status', '--short', '-uall']);
        expect(status.toString()).not.toContain('keys');
      }));

    it('is refused where there is no git to ask', () =>
      inRepository(async ({ fleetPath, kubeconfigPath }, keys) => {
        const args = ['connect', '-f', fleetPath, '--kubeconfig', kubeconfigPath];
        const noGit = { PATH: '/nonexistent' };
        const { stderr } = await promfleet([...args, '--to', 'file', '--dir', keys], noGit);
        expect(stderr).toMatch(/in a Git work tree and Git does not say that it is ignored/);
      }));
  });
});

describe('--to cluster', () => {
  const pod = (name: string, release: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { app: 'prometheus', component: 'prometheus-server', release },
    },
  });
  const annotations = ({ hub }: SimulatedFleet, name: string) =>
    Object.keys(at(hub.find('Pod', NAMESPACE, name), 'metadata', 'annotations') ?? {});
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  const objects = [namespace, pod('hub-0', 'hub'), pod('other-0', 'other')];

  it("has the kubelet look at the hub's pods at once, and only when there is something new", () =>
    withFleet({ hubCluster: { objects } }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      expect(annotations(fleet, 'hub-0')).toEqual(['promfleet/volumes-refreshed']);
      expect(annotations(fleet, 'other-0')).toEqual([]);
      const before = fleet.hub.find('Pod', NAMESPACE, 'hub-0');
      await fleet.connect('--timeout', '5s');
      expect(fleet.hub.find('Pod', NAMESPACE, 'hub-0')).toEqual(before);
    }));
});

describe('a Secret of someone else', () => {
  const theirs = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'federation-member-0', namespace: NAMESPACE },
    type: 'kubernetes.io/tls',
    data: Object.fromEntries(
      ['ca.crt', 'tls.crt', 'tls.key'].map((key) => [
        key,
        Buffer.from('theirs').toString('base64'),
      ]),
    ),
  };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  const hubCluster = { objects: [namespace, theirs] };
  const key = ({ hub }: SimulatedFleet) =>
    Buffer.from(
      textAt(hub.find('Secret', NAMESPACE, 'federation-member-0'), 'data', 'tls.key') ?? '',
      'base64',
    ).toString();

  it('is not overwritten, and no certificate is asked for', () =>
    withFleet({ hubCluster }, async (fleet) => {
      const { code, stderr } = await fleet.connect('--timeout', '5s');
      expect(stderr).toMatch(/are someone else's, found "kubectl", take them over with --force/);
      expect(code).toBe(1);
      expect(key(fleet)).toBe('theirs');
      expect(fleet.members[0]?.counters.requests.get(CREATED) ?? 0).toBe(0);
    }));

  it('is taken over with --force, and keeps its type', () =>
    withFleet({ hubCluster }, async (fleet) => {
      expect((await fleet.connect('--timeout', '5s', '--force')).stderr).not.toContain('error');
      expect(key(fleet)).toContain('PRIVATE KEY');
      const secret = fleet.hub.find('Secret', NAMESPACE, 'federation-member-0');
      expect(secret?.type).toBe('kubernetes.io/tls');
    }));

  const CREATED = 'POST /apis/certificates.k8s.io/v1/certificatesigningrequests';
});

describe('--to external-secret', () => {
  const kind = (version: string, kind: string, resource: string): Kind => ({
    group: 'external-secrets.io',
    version,
    kind,
    resource,
    namespaced: true,
    generation: true,
    virtual: false,
  });
  const kinds = [
    kind('v1alpha1', 'PushSecret', 'pushsecrets'),
    kind('v1', 'ExternalSecret', 'externalsecrets'),
  ];
  const args = ['--timeout', '5s', '--to', 'external-secret', '--store', 'vault'];
  const spec = ({ hub }: SimulatedFleet, kindName: string) =>
    at(hub.find(kindName, NAMESPACE, 'promfleet-push-member-0'), 'spec') as Fields;

  it('pushes a Secret to the store, and has it brought back as the one that is mounted', () =>
    withFleet({ hubCluster: { kinds } }, async (fleet) => {
      const { code, stderr } = await fleet.connect(...args);
      expect(stderr).not.toContain('error');
      expect(code).toBe(0);
      expect(spec(fleet, 'PushSecret')).toMatchObject({
        secretStoreRefs: [{ name: 'vault', kind: 'ClusterSecretStore' }],
        selector: { secret: { name: 'promfleet-push-member-0' } },
        data: ['ca', 'certificate', 'key'].map((content) => ({
          match: {
            secretKey: content,
            remoteRef: { remoteKey: 'promfleet-push-member-0', property: content },
          },
        })),
      });
      expect(spec(fleet, 'ExternalSecret')).toMatchObject({
        target: { name: 'federation-member-0', creationPolicy: 'Owner' },
        data: [
          { secretKey: 'ca.crt', remoteRef: { property: 'ca' } },
          { secretKey: 'tls.crt', remoteRef: { property: 'certificate' } },
          { secretKey: 'tls.key', remoteRef: { property: 'key' } },
        ],
      });
      expect(fleet.hub.find('ConfigMap', NAMESPACE, 'hub-credential-ends-00')).toBeDefined();
      expect((await fleet.connect(...args)).stdout).toContain('left alone');
    }));

  it('merges into the Secret that members share', () =>
    withFleet({ hubCluster: { kinds }, hub: 'statestoreLayout: shared' }, async (fleet) => {
      const { code } = await fleet.connect(...args, '--store-kind', 'SecretStore');
      expect(code).toBe(0);
      const { target, data, secretStoreRef } = spec(fleet, 'ExternalSecret');
      expect(secretStoreRef).toEqual({ name: 'vault', kind: 'SecretStore' });
      expect(target).toMatchObject({ creationPolicy: 'Merge' });
      expect(data).toMatchObject([
        { secretKey: 'member-0.certificate-authority-data.pem' },
        { secretKey: 'member-0.client-certificate-data.pem' },
        { secretKey: 'member-0.client-key-data.pem' },
      ]);
      const mounted = textAt(target, 'name') ?? '';
      expect(fleet.hub.find('Secret', NAMESPACE, mounted)).toBeDefined();
    }));

  it('is revoked with all that brought it there', () =>
    withFleet({ hubCluster: { kinds }, hub: 'statestoreLayout: shared' }, async (fleet) => {
      await fleet.connect(...args);
      const mounted = textAt(at(spec(fleet, 'ExternalSecret'), 'target'), 'name') ?? '';
      // As the operator merges it.
      const data = {
        'member-0.client-key-data.pem': 'Cg==',
        'another.client-key-data.pem': 'Cg==',
      };
      const metadata = { name: mounted, namespace: NAMESPACE };
      fleet.hub.put({ apiVersion: 'v1', kind: 'Secret', metadata, data }, 'external-secrets');
      const revoked = ['--yes', '--timeout', '3s', '--revoke', 'member-0'];
      const { code, stdout } = await fleet.connect(...revoked);
      expect(stdout).toMatch(
        /removed RoleBinding .*, ExternalSecret .*, PushSecret .*; the old credential is refused/,
      );
      expect(code).toBe(0);
      const left = at(fleet.hub.find('Secret', NAMESPACE, mounted), 'data') as Fields;
      expect(Object.keys(left)).toEqual(['another.client-key-data.pem']);
      for (const kindName of ['Secret', 'PushSecret', 'ExternalSecret']) {
        expect(fleet.hub.find(kindName, NAMESPACE, 'promfleet-push-member-0')).toBeUndefined();
      }
    }));

  it('needs the operator', () =>
    withFleet({}, async (fleet) => {
      const { code, stderr } = await fleet.connect(...args);
      expect(stderr).toMatch(/knows no PushSecret.*install the External Secrets Operator/);
      expect(code).toBe(1);
    }));
});

it.each([
  [['--to', 'file'], '--to file needs --dir DIRECTORY'],
  [['--to', 'external-secret'], '--to external-secret needs --store NAME'],
  [['--dir', 'x'], '--dir belongs to --to file'],
  [['--store', 'x'], '--store belongs to --to external-secret'],
  [['--within', '5'], '--within: not a duration'],
  [['--revoke', 'member-0', '--renew'], '--revoke names the clusters itself'],
  [['--revoke', 'member-0', '--to', 'file', '--dir', 'x'], 'leave --renew, --within'],
])('%j is used wrongly', (args, message) =>
  withFleet({}, async ({ connect }) => {
    const { code, stderr } = await connect(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  }),
);
