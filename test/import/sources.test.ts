import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Answer, ApiConnection, type Request } from '../../live/client/connection';
import { foundInCluster, foundInFiles, sourceNamed } from '../../live/import/sources';
import type { ObjectSourceName } from '../../live/import/sources/names';
import { objectsOfFile } from '../../live/import/sources/objects';
import { promfleet } from './run';

const FLEET = 'hub: { cluster: hub }\nclusters:\n  - name: one\n    server: https://192.0.2.1\n';

const FILES: Readonly<Record<ObjectSourceName, string>> = {
  argocd: 'test/fixtures/import/argocd.yaml',
  'cluster-api': 'test/fixtures/import/cluster-api.yaml',
  'cluster-profile': 'test/fixtures/import/cluster-profiles.yaml',
};

const importFrom = (source: ObjectSourceName, ...more: string[]) =>
  promfleet(
    [
      ...['import', '--offline', '--fleet', 'FLEET', '--from', source, '--file', FILES[source]],
      ...more,
    ],
    FLEET,
  );

const entries = (fleet: string | undefined) => parse(fleet ?? '').clusters.slice(1);

it('Argo CD: its clusters, with their labels and names in certificates', async () => {
  const { code, stderr, fleet } = await importFrom('argocd');
  expect(entries(fleet)).toEqual([
    {
      name: 'orders',
      server: 'https://orders.example.com:6443',
      labels: { environment: 'production' },
      tls: { serverName: 'kubernetes' },
    },
    {
      name: 'reports',
      server: 'https://8899AABBCCDDEEFF8899AABBCCDDEEFF.gr7.eu-north-1.eks.amazonaws.com',
      labels: { provider: 'eks', region: 'eu-north-1' },
      auth: { type: 'serviceAccountToken' },
    },
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('in-cluster: as a comment');
  expect(stderr).toContain(
    'error: Secret argocd/broken: not a cluster, found a config that is not the JSON it should be\n',
  );
  expect(`${fleet}${stderr}`).not.toContain('not-a-real-token');
});

it("Cluster API: the clusters of its kubeconfigs, whose admins' credentials stay there", async () => {
  const { code, stdout, stderr, fleet } = await importFrom('cluster-api');
  expect(entries(fleet)).toEqual([
    { name: 'edge', server: 'https://192.0.2.50:6443' },
    {
      name: 'core',
      server: 'https://0011223344556677.gr7.eu-west-1.eks.amazonaws.com',
      labels: { provider: 'eks', region: 'eu-west-1' },
      auth: { type: 'serviceAccountToken' },
    },
  ]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'error: Secret capa/empty-kubeconfig, value: not a kubeconfig: the whole: Invalid input: expected object, received null\n',
  });
  expect(stdout).toContain(
    "  note: no context of the kubeconfig leads there, only Cluster API's Secret berlin/edge-kubeconfig: apply and connect need one\n",
  );
});

it('a cluster inventory: by accessProviders, and what they were called before', async () => {
  const { code, stderr, fleet } = await importFrom('cluster-profile');
  expect(entries(fleet)).toEqual([
    {
      name: 'cluster1',
      server: 'https://192.0.2.60:6443',
      tls: { serverName: 'cluster1.example.com' },
    },
    { name: 'cluster2', server: 'https://192.0.2.61' },
  ]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'error: ClusterProfile fleet/cluster3: not a cluster, found no server in status.accessProviders\n',
  });
});

it('gets the context that leads to the same server, however that is written', async () => {
  const kubeconfig = {
    clusters: [{ name: 'c', cluster: { server: 'https://ORDERS.example.com.:6443/' } }],
    users: [],
    contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
  };
  const { fleet, stdout } = await promfleet(
    [
      ...['import', '--offline', '--fleet', 'FLEET', '--from', 'argocd', '--file', FILES.argocd],
      ...['--kubeconfig', 'HERE/kubeconfig'],
    ],
    FLEET,
    { kubeconfig: JSON.stringify(kubeconfig) },
  );
  expect(entries(fleet)[0]).toMatchObject({ name: 'orders', kubeContext: 'mine' });
  expect(stdout).toContain('  kubeContext: mine, because its context has another name\n');
});

it('is read from standard input, too', () => {
  const [command = '', ...argv] = [process.execPath, 'lib/cli/bin.js', 'import', '--offline'];
  const options = [
    '--fleet',
    'fleet.yaml',
    '--from',
    'cluster-profile',
    '--file',
    '-',
    '--dry-run',
  ];
  const input =
    'apiVersion: multicluster.x-k8s.io/v1alpha1\nkind: ClusterProfile\nmetadata: { name: a }\nstatus: { accessProviders: [{ name: x, cluster: { server: https://192.0.2.7 } }] }\n';
  expect(execFileSync(command, [...argv, ...options], { input, encoding: 'utf8' })).toContain(
    '+  - name: a\n+    server: https://192.0.2.7\n',
  );
});

it.each<[ObjectSourceName, string]>([
  [
    'argocd',
    'there is no Argo CD cluster Secret (label argocd.argoproj.io/secret-type: cluster), found 3 other objects',
  ],
  [
    'cluster-api',
    'there is no Secret <cluster>-kubeconfig of Cluster API (label cluster.x-k8s.io/cluster-name), found 3 other objects',
  ],
])('%s: says where it finds none', (source, message) =>
  expect(foundInFiles(sourceNamed(source), [FILES['cluster-profile']])).toEqual({
    candidates: [],
    problems: [`${FILES['cluster-profile']}: ${message}`],
  }),
);

/** A cluster that has what is in a file. */
class Management extends ApiConnection {
  readonly asked: string[] = [];

  constructor(private readonly objects: readonly { kind: string }[]) {
    super('https://management.example.com', () => Promise.reject(new Error('nobody asks')));
  }

  override async request({ path }: Request): Promise<Answer> {
    this.asked.push(path);
    return { status: 200, body: this.answer(path), warnings: [] };
  }

  private answer(path: string) {
    if (path === '/api/v1') return resources('Secret', 'secrets');
    if (path === '/apis/multicluster.x-k8s.io/v1alpha1') {
      return resources('ClusterProfile', 'clusterprofiles');
    }
    const kind = path.includes('/secrets') ? 'Secret' : 'ClusterProfile';
    // As of an API server, without apiVersion and kind.
    const items = this.objects
      .filter((object) => object.kind === kind)
      .map(({ kind: _, ...rest }) => ({ ...rest, apiVersion: undefined }));
    return { items, metadata: {} };
  }
}

const resources = (kind: string, name: string) => ({
  resources: [{ name, kind, namespaced: true }],
});

describe('a management cluster', () => {
  it.each<[ObjectSourceName, string]>([
    ['argocd', 'labelSelector=argocd.argoproj.io%2Fsecret-type%3Dcluster'],
    ['cluster-api', 'labelSelector=cluster.x-k8s.io%2Fcluster-name'],
    ['cluster-profile', 'labelSelector=&'],
  ])('is asked for what %s has, which is what files have', async (name, query) => {
    const source = sourceNamed(name);
    const cluster = new Management(objectsOfFile(FILES[name]));
    const found = await foundInCluster(source, cluster, 'context management');
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    expect(plain(found)).toEqual(plain(foundInFiles(source, [FILES[name]])));
    expect(cluster.asked.at(-1)).toContain(query);
  });

  it('can be asked in one namespace', async () => {
    const cluster = new Management([]);
    const found = await foundInCluster(
      sourceNamed('argocd'),
      cluster,
      'context management',
      'argocd',
    );
    expect(cluster.asked.at(-1)).toMatch(/^\/api\/v1\/namespaces\/argocd\/secrets\?/);
    expect(found.problems).toEqual([
      'context management: there is no Argo CD cluster Secret (label argocd.argoproj.io/secret-type: cluster), found 0 other objects',
    ]);
  });
});

describe('what a Secret names of this machine', () => {
  it('is not run or read: such a cluster is not asked', () => {
    const ofArgo = foundInFiles(sourceNamed('argocd'), [FILES.argocd]).candidates;
    const ofClusterApi = foundInFiles(sourceNamed('cluster-api'), [
      FILES['cluster-api'],
    ]).candidates;
    const asked = [...ofArgo, ...ofClusterApi].map(({ name, connect }) => [
      name.replace(/.*\//, ''),
      connect !== undefined,
    ]);
    expect(Object.fromEntries(asked)).toEqual({
      orders: true,
      reports: false,
      'in-cluster': false,
      edge: true,
      core: false,
    });
  });
});

it('a file whose aliases lead to nothing is refused in a line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-aliases-'));
  const file = join(directory, 'secrets.yaml');
  try {
    writeFileSync(file, 'kind: *nothing\n');
    expect(() => objectsOfFile(file)).toThrow(
      /secrets\.yaml: its aliases cannot be followed, write it without them$/,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

it('a file that is no YAML is named, without a word of it', () =>
  expect(() => objectsOfFile(join('test', 'fixtures', 'yaml-syntax.bad.yaml'))).toThrow(
    /^test\/fixtures\/yaml-syntax\.bad\.yaml:\d+: not YAML$/,
  ));
