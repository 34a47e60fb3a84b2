import { fleetFile, type Manifest, rendered } from '../fleet';

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
      'hub/federation.k8s.yaml',
      'hub/hub.k8s.yaml',
      'hub/inventory.k8s.yaml',
    ]);
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
