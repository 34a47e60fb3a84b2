import { formatPath } from '../../diagnostics';
import { readFleetText } from '../../inventory';
import { resolveFleet } from '../../model/resolve';
import { clusterSettings } from '../../model/settings';
import { resolvedDiagnostics } from '../fleet';

const FLEET = `hub: { cluster: home }
defaults:
  labels: { team: a, tier: core }
  federation: { interval: 30s }
  monitor: { storage: 10Gi, retention: 12h, jobs: [x], rules: [{ name: one, rules: [{ record: 'a:b', expr: up }] }] }
groups:
  edge:
    labels: { tier: edge }
    monitor: { storage: null, rules: [{ name: two, rules: [{ record: 'c:d', expr: up }] }] }
  lab: { federation: { interval: null } }
clusters:
  - { name: one, server: 'https://192.0.2.1', group: edge }
  - { name: two, server: 'https://192.0.2.2', group: edge, labels: { team: null } }
  - name: three
    server: https://192.0.2.3
    group: edge
    monitor: { retention: ~, rules: null, jobs: null }
  - { name: four, server: 'https://192.0.2.4', group: lab }
  - { name: five, server: 'https://192.0.2.5', labels: null }
`;

function settings(text = FLEET) {
  const { file, problems } = readFleetText(text, 'fleet.yaml');
  if (!file) throw new Error(JSON.stringify(problems));
  return clusterSettings(file);
}

const [one, two, three, four, five] = settings();

describe('a cluster in a group', () => {
  it('has what the group says over the defaults, and what it says itself over both', () => {
    expect(one?.value.labels).toEqual({ team: 'a', tier: 'edge' });
    expect(one?.value.monitor.retention).toBe('12h');
    expect(two?.value.labels).toEqual({ tier: 'edge' });
    expect(four?.value.labels).toEqual({ team: 'a', tier: 'core' });
  });

  it('adds to the lists that add up', () =>
    expect(one?.value.monitor.rules?.map(({ name }) => name)).toEqual(['one', 'two']));

  it('shares what it does not write with the others of the group, and with those of none', () => {
    expect(two?.value.monitor).toBe(one?.value.monitor);
    expect(two?.value.federation).toBe(five?.value.federation);
    expect(four?.value.monitor).toBe(five?.value.monitor);
  });
});

describe('a null', () => {
  it('takes away what the layers below say', () => {
    expect(one?.value.monitor).not.toHaveProperty('storage');
    expect(three?.value.monitor).not.toHaveProperty('jobs');
    expect(three?.value.monitor.rules).toBeUndefined();
  });

  it("brings back promfleet's own default", () => {
    expect(three?.value.monitor.retention).toBe('24h');
    expect(four?.value.federation.interval).toBe('15s');
    expect(five?.value.labels).toEqual({});
  });

  it.each([
    ['in a group', one, ['monitor', 'storage'], 'groups.edge.monitor.storage'],
    ['in a cluster', three, ['monitor', 'retention'], 'clusters[2].monitor.retention'],
    ['of a label', two, ['labels', 'team'], 'clusters[1].labels.team'],
    ['of a section, for what was below it', five, ['labels', 'team'], 'clusters[4].labels'],
    ['and what stands beside it, in the group', two, ['labels', 'tier'], 'groups.edge.labels.tier'],
    ['and an item of the group', one, ['monitor', 'rules', 1], 'groups.edge.monitor.rules[0]'],
    ['and an item of the defaults', one, ['monitor', 'rules', 0], 'defaults.monitor.rules[0]'],
  ])('is a place: %s', (_what, cluster, key, place) =>
    expect(formatPath(cluster?.place(...key) ?? [])).toBe(place),
  );

  it('leaves out the lists below it, of which nothing is a place any more', () => {
    const [cluster] = settings(`hub: { cluster: home }
defaults: { monitor: { rules: [{ name: one, rules: [{ record: 'a:b', expr: up }] }] } }
groups: { edge: { monitor: { rules: null } } }
clusters:
  - { name: one, server: 'https://192.0.2.1', group: edge, monitor: { rules: [{ name: two, rules: [{ record: 'c:d', expr: up }] }] } }
`);
    expect(cluster?.value.monitor.rules?.map(({ name }) => name)).toEqual(['two']);
    expect(formatPath(cluster?.place('monitor', 'rules', 0, 'name') ?? [])).toBe(
      'clusters[0].monitor.rules[0].name',
    );
  });

  it('is no key without effect, where what it needed went with it', () => {
    const text = `hub: { cluster: home }
defaults: { monitor: { storage: 1Gi, storageClass: fast } }
clusters:
  - { name: one, server: 'https://192.0.2.1' }
  - { name: two, server: 'https://192.0.2.2', monitor: { storage: null, storageClass: null } }
`;
    const { file } = readFleetText(text, 'fleet.yaml');
    const errors =
      file && resolveFleet(file).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });
});

it('a group that no cluster is in is warned about', () => {
  const text = `hub: { cluster: home }
groups: { edge: { labels: { tier: edge } } }
clusters: [{ name: one, server: 'https://192.0.2.1' }]
`;
  expect(resolvedDiagnostics(text)).toContainEqual({
    code: 'key-without-effect',
    severity: 'warning',
    path: ['groups', 'edge'],
    message:
      'no cluster is in this group, found none with `group: edge`, write it at one or leave the group out',
  });
});
