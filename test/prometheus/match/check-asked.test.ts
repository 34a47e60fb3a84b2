import { resolvedProblems } from '../../fleet';

const problems = (expr: string, cluster = '') =>
  resolvedProblems(`
hub:
  cluster: control-plane
  rules: [{ name: mine, rules: [{ alert: Mine, expr: '${expr}' }] }]
clusters:
  - { name: one, server: https://192.0.2.1${cluster && `, ${cluster}`} }
`);

const AT = 'hub.rules[0].rules[0].expr';

it('takes what members record, what their targets expose, and what the hub has', () => {
  expect(problems('cluster:nodes:count > 3')).toEqual([]);
  expect(problems('http_requests_total > 3')).toEqual([]);
  expect(problems('up{promfleet_job="federation"} == 0')).toEqual([]);
});

it('refuses what no rule of a member records, and says what may have been meant', () => {
  expect(problems('cluster:node:count > 3')).toEqual([
    `${AT}: no rule of a member records this, found "cluster:node:count", did you mean "cluster:nodes:count"`,
  ]);
  expect(problems('team:checkout_errors:rate5m > 3')).toEqual([
    `${AT}: no rule of a member records this, found "team:checkout_errors:rate5m", record it under monitor.rules`,
  ]);
});

it("takes what the user's rules record in a member, and what another Prometheus may", () => {
  const rules = `monitor: { rules: [{ name: a, rules: [{ record: 'team:errors:sum', expr: sum(errors) }] }] }`;
  expect(problems('team:errors:sum > 3', rules)).toEqual([]);
  const existing =
    'monitor: { existing: { service: p, namespace: monitoring, port: 9090, jobs: [kubelet] } }';
  expect(problems('team:errors:sum > 3', existing)).toEqual([]);
});

it('takes detail that a member records, and no other', () => {
  const detail = 'federation: { detail: [node_load1] }';
  expect(problems('detail:node_load1 > 3', detail)).toEqual([]);
  expect(problems('detail:node_load5 > 3', detail)).toEqual([
    `${AT}: no rule of a member records this, found "detail:node_load5", did you mean "detail:node_load1"`,
  ]);
});

it('refuses what nothing is recorded from, as the exporter is off everywhere', () => {
  expect(problems('cluster:nodes:count > 3', 'monitor: { nodeExporter: false }')).toEqual([
    `${AT}: no member has what this is recorded from, found "cluster:nodes:count", switch on nodeExporter in one`,
  ]);
});

it('refuses what no list of a fleet of lists brings', () => {
  const list = `federation: { match: ['{job="node_exporter"}'] }`;
  expect(problems('cluster:nodes:count > 3', list)).toEqual([
    `${AT}: federation.match of no member brings this, found "cluster:nodes:count", add it there, or mode: compiled`,
  ]);
  expect(problems('node_load1 > 3', list)).toEqual([]);
  expect(problems('node_load1{job="kubernetes-nodes"} > 3', list)).toHaveLength(1);
});
