import { leadFrom } from '../../../output/preview/lead';
import { allVariants } from '../../../output/preview/variants';

const cluster = (several: boolean, chosen: readonly string[] | 'all', values = ['a', 'b']) => [
  { name: 'cluster', label: 'Cluster', several, values, chosen },
];

const variantsFor = (values: string[], several: readonly string[] | 'all' = 'all') =>
  allVariants({
    context: { clusterLabel: 'cluster', drillDown: false },
    choices: {
      'promfleet-cluster': cluster(false, values.slice(0, 1), values),
      'promfleet-nodes': cluster(true, several, values),
    },
  });

const TO_CLUSTER = {
  title: 'Look',
  dashboard: 'promfleet-cluster',
  variables: { cluster: 'cluster' },
} as const;
const TO_NODES = { ...TO_CLUSTER, dashboard: 'promfleet-nodes' } as const;

describe('a link', () => {
  const fromFleet = leadFrom(cluster(true, 'all'), variantsFor(['a', 'b']));

  it('leads to the page of the cluster that was clicked on', () => {
    expect(fromFleet(TO_CLUSTER, { cluster: 'a' })).toBe('promfleet-cluster.html');
    expect(fromFleet(TO_CLUSTER, { cluster: 'b' })).toBe('promfleet-cluster-b.html');
  });

  it('leads to the page of all where that shows the cluster, too', () =>
    expect(fromFleet(TO_NODES, { cluster: 'b' })).toBe('promfleet-nodes.html'));

  it('leads nowhere rather than to another cluster', () => {
    expect(fromFleet(TO_CLUSTER, { cluster: 'c' })).toBeUndefined();
    expect(fromFleet(TO_CLUSTER, {})).toBeUndefined();
    const ofOne = leadFrom(cluster(true, 'all'), variantsFor(['a', 'b'], ['a']));
    expect(ofOne(TO_NODES, { cluster: 'b' })).toBeUndefined();
  });

  it('keeps what is chosen where no label says anything', () => {
    const fromCluster = leadFrom(cluster(false, ['b']), variantsFor(['a', 'b']));
    expect(fromCluster(TO_CLUSTER, {})).toBe('promfleet-cluster-b.html');
  });
});

describe('pages of clusters', () => {
  const pages = (values: string[]) =>
    variantsFor(values)
      .map(({ file }) => file)
      .filter((file) => file.startsWith('promfleet-cluster'));
  const many = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

  it('are there for each of a dozen clusters, and for the chosen one of more', () => {
    expect(pages(many(12))).toHaveLength(12);
    expect(pages(many(13))).toEqual(['promfleet-cluster.html']);
  });

  it('are in files whose names no label can lead astray', () => {
    for (const file of pages(['a', '../../etc/passwd', 'ä ö', 'x'.repeat(300)])) {
      expect(file).toMatch(/^[\w-]{1,120}\.html$/);
    }
    expect(new Set(pages(['a', '../b', '..-b'])).size).toBe(3);
  });
});
