import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { run } from '../../cli/run';
import { checkVectorSelector } from '../../language/vector-selector';
import { MEMBER_GROUPS } from '../../prometheus/rules/member';
import { rendered } from '../fleet';
import { onFleet } from './on-fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-explain-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const FLEET = `
hub:
  cluster: control-plane
  storage: 1Gi
  rules:
    - name: mine
      rules:
        - record: shop:orders:sum
          expr: sum(shop_orders_total)
defaults: { federation: { sampleLimit: 5000 } }
clusters:
  - { name: one, server: https://192.0.2.1 }
  - { name: two, server: https://192.0.2.2 }
  - { name: whole, server: https://192.0.2.3, federation: { mode: raw } }
  - { name: exact, server: https://192.0.2.4, federation: { match: ['{job="node_exporter"}', shop_orders_total, shop_returns_total] } }
  - name: sends
    server: https://192.0.2.5
    monitor:
      rules:
        - name: theirs
          rules:
            - { record: 'namespace:shop_orders:sum', expr: sum by (namespace) (shop_orders_total), labels: { promfleet: federate } }
  - { name: details, server: https://192.0.2.6, federation: { detail: [node_cpu_seconds_total] } }
`;

const explain = (...argv: string[]) => onFleet(directory, FLEET, 'explain', ...argv);

interface Selector {
  readonly selector: string;
  readonly because: string;
  readonly metrics: readonly {
    readonly name: string;
    readonly series?: number;
    readonly askers: readonly { readonly name: string; readonly where?: string }[];
  }[];
}

async function explained(...argv: string[]) {
  const { stdout } = await explain(...argv, '--output', 'json');
  const { explained: all } = JSON.parse(stdout) as {
    explained: { clusters: string[]; series: number; selectors: Selector[] }[];
  };
  return all;
}

/** The rows of a text below a selector. */
const rowOf = (text: string, name: string) =>
  text.split('\n').find((line) => line.trim().split(/\s+/)[1] === name);

it('accounts for every selector of every federation job that is rendered', async () => {
  const found = await explained();
  const configMaps = rendered(FLEET)['hub/federation.k8s.yaml'] ?? [];
  const jobs = configMaps.flatMap(({ data }) => Object.entries<string>(data));
  expect(jobs).toHaveLength(6);
  for (const [file, text] of jobs) {
    const [job] = parse(text).scrape_configs;
    const one = found.find(({ clusters }) => clusters.includes(file.replace('.yaml', '')));
    expect(one?.selectors.map(({ selector }) => selector)).toEqual(job.params['match[]']);
  }
});

it('accounts for every selector of the shipped fleet', async () => {
  const written = { stdout: '' };
  const stdout = { write: (chunk: string) => (written.stdout += chunk) };
  await run(['explain', '--output', 'json'], { stdout, stderr: stdout, env: {} });
  const found: { clusters: string[]; selectors: Selector[] }[] = JSON.parse(
    written.stdout,
  ).explained;
  const documents = parseAllDocuments(readFileSync('dist/hub/federation.k8s.yaml', 'utf8'));
  const texts = documents.flatMap((one) => Object.entries<string>(one.toJS().data));
  expect(texts).toHaveLength(4);
  for (const [file, text] of texts) {
    const [job] = parse(text).scrape_configs;
    const one = found.find(({ clusters }) => clusters.includes(file.replace('.yaml', '')));
    expect(one?.selectors.map(({ selector }) => selector)).toEqual(job.params['match[]']);
  }
});

it('gives selectors that can be written into the fleet file', async () => {
  const selectors = (await explained()).flatMap((one) => one.selectors);
  for (const { selector } of selectors) expect(checkVectorSelector(selector)).toBeUndefined();
});

it('names who reads a series, and where that is written', async () => {
  const { code, stdout, stderr } = await explain('one');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(rowOf(stdout, 'node:kubelet_running_pods:max')).toMatch(/nodes: \w/);
  expect(rowOf(stdout, 'shop_orders_total')).toMatch(/shop:orders:sum \(fleet.yaml:9\)$/);
  expect(stdout).toContain('alerts as they fire');
});

it('puts clusters together of which the same is fetched', async () => {
  const { stdout } = await explain();
  const titles = stdout.split('\n').filter((line) => /^\w/.test(line));
  expect(titles.map((line) => line.split(':')[0])).toEqual([
    'details',
    'exact',
    'one, two',
    'sends',
    'whole',
  ]);
  expect(titles[2]).toMatch(
    /^one, two: about [\d,]+ series, besides those marked \?; 5,000 at most$/,
  );
});

it('estimates series by the labels that rules keep, and by the size of clusters', async () => {
  const seriesOf = async (...argv: string[]) => {
    const [one] = await explained('one', ...argv);
    const metrics = one?.selectors.flatMap((of) => of.metrics) ?? [];
    return (name: string) => metrics.find((metric) => metric.name === name)?.series;
  };
  const usual = await seriesOf();
  const small = await seriesOf('--nodes', '3', '--namespaces', '4', '--workloads', '9');
  expect(usual('cluster:node_cpu_cores:sum')).toBe(1);
  expect(small('cluster:node_cpu_cores:sum')).toBe(1);
  expect(small('node:kubelet_running_pods:max')).toBe(3);
  expect(small('namespace:container_cpu_usage_seconds:rate5m')).toBe(4);
  expect(small('workload:container_memory_working_set_bytes:sum')).toBe(9);
  // By phase, too.
  expect(small('cluster:kube_pod_status_phase:sum')).toBe(5);
  expect(usual('shop_orders_total')).toBeUndefined();
});

it('knows for each series that promfleet records how many there are', async () => {
  const found = await explained('one');
  const records = new Set(
    MEMBER_GROUPS.flatMap(({ records = [] }) => records.map(({ record }) => record)),
  );
  const metrics = found.flatMap(({ selectors }) => selectors.flatMap((one) => one.metrics));
  const ours = metrics.filter(({ name }) => records.has(name));
  expect(ours.length).toBeGreaterThan(70);
  expect(ours.filter(({ series }) => series === undefined)).toEqual([]);
});

describe('--unused', () => {
  it('says that all that is compiled is read', async () => {
    const { stdout } = await explain('one', '--unused');
    expect(stdout).toBe('one: all that is fetched is read\n');
  });

  it('says of whole jobs what alone is read of them', async () => {
    const { stdout } = await explain('whole', '--unused');
    expect(stdout).toMatch(/^ {2}\{job="node_exporter"\}, all but .*\bup\b.*$/m);
  });

  it('lists what is written for nobody, and not what somebody reads', async () => {
    const { stdout } = await explain('exact', '--unused');
    expect(stdout).toMatch(/^ {2}shop_returns_total$/m);
    expect(stdout).not.toMatch(/shop_orders_total$/m);
  });

  it("lists what a member's rules send for nobody", async () => {
    expect(await explain('sends', '--unused')).toMatchObject({
      stdout:
        'sends: fetched, and read by no rule, alert or dashboard of the hub\n  namespace:shop_orders:sum\n',
    });
  });
});

it('accounts for detail, which comes while a critical alert fires', async () => {
  expect(rowOf((await explain('details')).stdout, 'detail:node_cpu_seconds_total')).toMatch(
    /\? .*nobody reads it$/,
  );
  expect((await explain('details', '--unused')).stdout).toContain(
    '\n  detail:node_cpu_seconds_total\n',
  );
});

it('refuses a cluster that is not there, and sizes that are no numbers', async () => {
  expect(await explain('ones')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: the fleet file has no cluster of this name, found "ones", did you mean one?\n',
  });
  expect(await explain('one', '--nodes', 'many')).toMatchObject({
    code: 2,
    stderr: 'error: --nodes: no number, found "many", write one such as 10\n',
  });
});
