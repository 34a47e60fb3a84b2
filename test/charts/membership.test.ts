import { parseAllDocuments } from 'yaml';
import { renderFleet } from '../../synth/render-fleet';
import { fleetFile, type Manifest, rendered, resolved } from '../fleet';

const withClusters = (...names: string[]) =>
  [
    fleetFile(),
    ...names.map((name) => `  - { name: ${name}, server: 'https://${name}.test' }`),
  ].join('\n');

/** The keys of a rendered fleet's ConfigMaps, as `ConfigMap/key`. */
function keys(files: Record<string, Manifest[]>): string[] {
  return (files['hub/federation.k8s.yaml'] ?? []).flatMap(({ metadata, data }) =>
    Object.keys(data).map((key) => `${metadata.name}/${key}`),
  );
}

/** The texts of the rules that name the members. */
function inventory(files: Record<string, Manifest[]>): string[] {
  return (files['hub/inventory.k8s.yaml'] ?? []).flatMap(({ data }) => Object.values<string>(data));
}

const names = Array.from({ length: 200 }, (_, index) => `c${index}`);
const more = Array.from({ length: 100 }, (_, index) => `d${index}`);
const before = rendered(withClusters(...names));
const after = rendered(withClusters(...names, 'newcomer'));

describe('a member that joins', () => {
  it('adds a key to a ConfigMap of federation jobs and changes no other', () => {
    const added = keys(after).filter((key) => !keys(before).includes(key));
    expect(added).toEqual([expect.stringMatching(/^hub-federation-\d\d\/newcomer\.yaml$/)]);
    expect(keys(before).filter((key) => !keys(after).includes(key))).toEqual([]);
  });

  it('adds its name to a ConfigMap of the inventory and changes no other', () => {
    const was = new Set(inventory(before));
    const changed = inventory(after).filter((text) => !was.has(text));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toContain('cluster: "newcomer"');
  });

  it("adds its Secret to the hub's pods, and its own directory", () => {
    const changed = Object.keys(after).filter(
      (path) => JSON.stringify(after[path]) !== JSON.stringify(before[path]),
    );
    expect(changed.sort()).toEqual([
      'clusters/newcomer/00-namespace.k8s.yaml',
      'clusters/newcomer/access.k8s.yaml',
      'clusters/newcomer/monitor.k8s.yaml',
      'clusters/newcomer/prometheus-config.k8s.yaml',
      'clusters/newcomer/prometheus-rules.k8s.yaml',
      'clusters/newcomer/rollout.k8s.yaml',
      'hub/federation.k8s.yaml',
      'hub/hub.k8s.yaml',
      'hub/inventory.k8s.yaml',
    ]);
  });
});

/** The texts of all files of a fleet whose members share the statestore, by their paths. */
function sharing(...clusters: string[]): Map<string, string> {
  const files = new Map<string, string>();
  const fleet = [
    'hub: { cluster: control-plane, statestoreLayout: shared, storage: 1Gi }',
    'clusters:',
    ...clusters.map((name) => `  - { name: ${name}, server: 'https://${name}.test' }`),
  ];
  renderFleet(resolved(fleet.join('\n')), {
    onFile: ({ path, text, objects }) => objects.length > 0 && files.set(path, text),
  });
  return files;
}

describe('a member that joins a statestore that members share', () => {
  const [one, two, many] = [sharing('c0'), sharing('c0', 'c1'), sharing(...names, ...more)];
  const changed = (to: ReadonlyMap<string, string>) =>
    [...to.keys()].filter((path) => path.startsWith('hub/') && one.get(path) !== to.get(path));

  it.each([
    ['one', two],
    ['299 at once', many],
  ])('changes two files with ConfigMaps at the hub, and no pod: %s', (_, after) =>
    expect(changed(after)).toEqual(['hub/federation.k8s.yaml', 'hub/inventory.k8s.yaml']),
  );

  it('finds all ConfigMaps there that the pods of the hub mount', () => {
    const made = ['federation', 'inventory'].flatMap((file) =>
      [...(one.get(`hub/${file}.k8s.yaml`) ?? '').matchAll(/^ {2}name: "?(.*?)"?$/gm)].map(
        ([, name]) => name,
      ),
    );
    const pods = one.get('hub/hub.k8s.yaml') ?? '';
    const mounted = pods.matchAll(/name: "?(hub-(?:federation|inventory)-\d\d)"?$/gm);
    expect(made).toHaveLength(64);
    expect([...mounted].map(([, name]) => name)).toEqual(made);
  });

  it('has its keys in a Secret that is mounted whole, where its job looks for its files', () => {
    const [member] = resolved(
      "hub: { cluster: control-plane, statestoreLayout: shared }\nclusters: [{ name: c1, server: 'https://c1.test' }]",
    ).members;
    const { secretName, caFile, certFile, keyFile, items } = member?.job.credentials ?? {};
    const [pod] = parseAllDocuments(two.get('hub/hub.k8s.yaml') ?? '')
      .map((document) => document.toJS())
      .flatMap(({ spec }) => spec?.template?.spec ?? []);
    const volume = pod.volumes.find(({ secret }: Manifest) => secret?.secretName === secretName);
    expect(volume.secret).toEqual({ secretName, optional: true, defaultMode: 0o400 });
    const { mountPath } = pod.containers[0].volumeMounts.find(
      ({ name }: Manifest) => name === volume.name,
    );
    const seen = items?.map(({ key }) => `${mountPath}/${key}`);
    expect(seen).toEqual([caFile, certFile, keyFile]);
    const jobs = two.get('hub/federation.k8s.yaml');
    for (const file of seen ?? []) expect(jobs).toContain(file);
  });
});

it('the order of clusters in the file means nothing', () =>
  expect(rendered(withClusters(...names.toReversed()))).toEqual(before));

it('the federation jobs are spread evenly over the ConfigMaps', () => {
  const sizes = (before['hub/federation.k8s.yaml'] ?? []).map(
    ({ data }) => Object.keys(data).length,
  );
  expect(sizes.length).toBe(32);
  expect(Math.max(...sizes)).toBeLessThan(20);
});
