import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FEDERATE_FROM_DEFAULTS } from '../../model/defaults';
import { hubConfig, hubTargets, hubUserRules } from '../../prometheus/hub';
import { federate } from '../../prometheus/jobs/federate';
import { hubRules } from '../../prometheus/rules/hub';
import { type ExpectedMember, inventoryRules } from '../../prometheus/rules/inventory';
import { inventoryText } from '../../prometheus/rules/inventory-text';
import { YamlWriter } from '../../yaml/write';
import { expectGolden } from '../golden';
import { expectValidConfig, itWithPromtool } from '../promtool';
import { hub, yaml } from './samples';

const old = { ...hub.server, features: { ...hub.server.features, extraScrapeMetrics: false } };
const userRules = [{ name: 'mine', rules: [{ record: 'up:sum', expr: 'sum(up)' }] }];

it("writes the hub's configuration", () => {
  expectGolden('prometheus/hub.yaml', yaml(hubConfig(hub)));
});

it("writes the hub's alerts", () => {
  const { groups } = hubRules(hub);
  const members = groups.find(({ name }) => name === 'promfleet-members');
  expectGolden(
    'prometheus/hub-rules.yaml',
    yaml({ groups: groups.filter((group) => group !== members) }),
  );
  const shown = ['NodeFilesystemAlmostFull', 'MemberAlert'];
  expectGolden(
    'prometheus/hub-rules-of-members.yaml',
    yaml(members?.rules.filter(({ alert = '' }) => shown.includes(alert))),
  );
});

it('reproduces every field of the plain federate job, and adds limits', () => {
  const text = readFileSync(
    join(process.cwd(), 'test/fixtures/reference/federate-basic.yaml'),
    'utf8',
  );
  const [reference] = parse(text);
  const job = federate({
    ...FEDERATE_FROM_DEFAULTS,
    match: ['{job="prometheus"}', '{__name__=~"job:.*"}'],
    targets: ['source-prometheus-1:9090', 'source-prometheus-2:9090', 'source-prometheus-3:9090'],
  });
  const isKept = ([key]: [string, unknown]) => key in reference;
  const kept = Object.entries(job).filter(isKept);
  const added = Object.entries(job).filter((entry) => !isKept(entry));
  // As text, so that the order of the keys counts.
  expect(JSON.stringify(Object.fromEntries(kept))).toBe(JSON.stringify(reference));
  expect(added.map(([key]) => key)).toEqual([
    'follow_redirects',
    'sample_limit',
    'body_size_limit',
    'label_limit',
    'label_name_length_limit',
    'label_value_length_limit',
    'metric_relabel_configs',
  ]);
});

it('tells apart what it records of members from what they send', () => {
  const mine = { ...hub, rules: userRules };
  const [, counts] = inventoryRules(mine, 'inventory', [{ name: 'lab' }]).groups;
  expect(counts?.rules[0]?.expr).toBe(
    'count({cluster="lab", promfleet_job="", __name__!~"ALERTS|ALERTS_FOR_STATE|up:sum"})',
  );
});

it('writes the names of members so that every reader takes them for text', () => {
  const members = ['lab', 'on', '1e3', '0x10', 'null'].map((name) => ({ name }));
  expectText(members);
});

it('writes their digests so that every reader takes them for text', () => {
  const digests = ['0123456789012345', '12345678901234e5', undefined, 'abcdef0123456789'];
  expectText(digests.map((digest, index) => ({ name: `member-${index}`, digest })));
});

function expectText(members: readonly ExpectedMember[]): void {
  const mine = { ...hub, clusterLabel: 'yes' };
  const text = inventoryText(mine, 'inventory', members, new YamlWriter());
  const data = inventoryRules(mine, 'inventory', members);
  for (const version of ['1.1', '1.2'] as const) {
    expect(parse(text, { version, ...(version === '1.1' ? { schema: 'yaml-1.1' } : {}) })).toEqual(
      data,
    );
  }
}

it('accepts samples behind the newest that a fast clock can bring, three times over', () =>
  expect(hubConfig(hub).storage?.tsdb.out_of_order_time_window).toBe('30m'));

it('leaves out Grafana and Alertmanager when there are none', () => {
  const names = hubConfig({
    ...hub,
    grafana: undefined,
    alertmanager: undefined,
  }).scrape_configs.map(({ job_name }) => job_name);
  expect(names).toEqual(['prometheus']);
});

it("adds the user's jobs and rules after its own", () => {
  const extra = { ...hub, rules: userRules, scrapeConfigs: [{ job_name: 'mine' }] };
  expect(hubConfig(extra).scrape_configs.at(-1)).toMatchObject({ job_name: 'mine' });
  expect(hubConfig(extra).rule_files).toEqual([
    'federation.rules.yml',
    '../inventory/*.yml',
    'rules.yml',
  ]);
  expect(hubUserRules(extra)).toEqual({ groups: userRules });
  expect(hubUserRules(hub)).toBeUndefined();
});

it('tells a Prometheus before 3.10 nothing of extra scrape metrics', () => {
  expect(hubConfig({ ...hub, server: old }).global).not.toHaveProperty('extra_scrape_metrics');
  expect(JSON.stringify(hubRules({ ...hub, server: old }))).not.toMatch(
    /scrape_(body_size_bytes|sample_limit|timeout_seconds)/,
  );
});

describe('with promtool', () => {
  itWithPromtool.each([
    ['new', hub],
    ['old', { ...hub, server: old, rules: userRules }],
  ])('the configuration for a %s Prometheus is valid', (_, one) => {
    expectValidConfig({
      'config/prometheus.yml': yaml(hubConfig(one)),
      'config/federation.rules.yml': yaml(hubRules(one)),
      'config/rules.yml': yaml(hubUserRules(one) ?? { groups: [] }),
      'config/self.yaml': yaml(hubTargets(one)),
    });
  });
});
