import type { Fleet, Member } from '../../../model/types';
import { type Asked, askedByUsersRules } from '../../../prometheus/match/asked';
import { compiler, selectors } from '../../../prometheus/match/compile';
import { FEDERATED_RULES } from '../../../prometheus/relabel/federated-rules';
import { resolved } from '../../fleet';

const FLEET = `
hub: { cluster: control-plane, storage: 50Gi }
clusters:
  - { name: one, server: https://192.0.2.1, labels: { region: eu }, federation: { mode: compiled } }
  - { name: bare, server: https://192.0.2.2, federation: { mode: compiled }, monitor: { nodeExporter: false, kubeStateMetrics: false } }
  - { name: whole, server: https://192.0.2.3, federation: { mode: raw } }
  - name: adds
    server: https://192.0.2.4
    federation: { mode: compiled, match: ['{job="vm"}'] }
    monitor: { scrapeConfigs: [{ job_name: vm }] }
  - { name: exact, server: https://192.0.2.5, federation: { match: ['{job="node_exporter"}'] } }
  - name: theirs
    server: https://192.0.2.6
    federation: { mode: compiled }
    monitor: { existing: { service: prometheus, namespace: monitoring, port: 9090, jobs: [kubelet, 'a "b"\\c'] } }
  - name: theirs-whole
    server: https://192.0.2.7
    federation: { mode: raw }
    monitor: { existing: { service: prometheus, namespace: monitoring, port: 9090, jobs: [kubelet, 'a "b"\\c'] } }
`;
const fleet = resolved(FLEET);

function member(name: string, of: Fleet = fleet): Member {
  const found = of.members.find((one) => one.name === name);
  if (!found) throw new Error(`no member ${name}`);
  return found;
}

const panel = (expr: string): Asked => ({
  expr,
  by: { kind: 'panel', name: 'CPU', of: 'Nodes' },
});

/** What is fetched of a member when these expressions are asked. */
const fetched = (name: string, ...expressions: string[]) =>
  selectors(compiler(expressions.map(panel), fleet)(member(name)));

const NODES = 'node:node_cpu_utilisation:rate5m';
const KUBELETS = 'cluster:kubelet_up:count';

it('fetches what is asked and what rules are labelled for, and nothing else', () => {
  expect(fetched('one')).toEqual([FEDERATED_RULES]);
  expect(fetched('one', `${NODES}{cluster=~"$cluster"} > 0.9`)).toEqual([
    `${NODES}{job=""}`,
    FEDERATED_RULES,
  ]);
});

it('fetches nothing of what is read from members as it is looked at', () => {
  expect(fetched('one', 'rate(container_cpu_usage_seconds_total{scope="raw"}[5m])')).toEqual([
    FEDERATED_RULES,
  ]);
});

it('puts what rules record into one selector, whatever else is asked of it', () => {
  const [selector] = fetched(
    'one',
    `${NODES}{node="a"}`,
    'sum(cluster:nodes:count)',
    `cluster:kubelet_up:sum / ${KUBELETS}`,
  );
  expect(selector).toBe(
    '{__name__=~"cluster:(kubelet_up:count|kubelet_up:sum|nodes:count)|node:node_cpu_utilisation:rate5m", job=""}',
  );
});

it('fetches what is recorded by job without the series of a target that has the same name', () => {
  expect(fetched('one', 'job:up:count')).toEqual(['job:up:count{instance=""}', FEDERATED_RULES]);
});

it('asks a member only for what it records', () => {
  expect(fetched('bare', NODES, KUBELETS)).toEqual([`${KUBELETS}{job=""}`, FEDERATED_RULES]);
  expect(fetched('theirs', NODES, KUBELETS)).toEqual([`${KUBELETS}{job=""}`, FEDERATED_RULES]);
});

it('selects what targets expose as it is asked for, but for labels that it gets on the way', () => {
  expect(
    fetched(
      'one',
      'rate(http_requests_total{code=~"5..", cluster="one", region="eu", exported_cluster=""}[5m])',
    ),
  ).toEqual([FEDERATED_RULES, 'http_requests_total{code=~"5.."}']);
});

it('leaves out what a viewer chooses', () => {
  expect(
    fetched(
      'one',
      'rate(http_requests_total{namespace=~"$namespace", pod="${pod:raw}"}[$__rate_interval])',
    ),
  ).toEqual([FEDERATED_RULES, 'http_requests_total']);
});

it('puts metrics that are asked for alike into one selector, and asks for none twice', () => {
  expect(fetched('one', 'a_total{x="1"} / b_total{x="1"}', 'c_total', 'c_total{x="1"}')).toEqual([
    FEDERATED_RULES,
    '{__name__=~"a_total|b_total", x="1"}',
    'c_total',
  ]);
});

it('keeps a pattern of names, and does not take everything for what is asked of everything', () => {
  expect(fetched('one', '{__name__=~"istio_.+"}', 'count({cluster="one"})')).toEqual([
    FEDERATED_RULES,
    '{__name__=~"istio_.+"}',
  ]);
});

it("does not ask members for the hub's own word", () => {
  expect(
    fetched(
      'one',
      'up{promfleet_job="federation"} == 0',
      'promfleet_cluster_info',
      'ALERTS{alertstate="firing"}',
      'alerts_of_members{severity="critical"}',
      'promfleet_rollout_info{promfleet="federate"} unless promfleet_rollout_expected_info',
      'grafana_http_request_duration_seconds_count{job="grafana"}',
    ),
  ).toEqual([FEDERATED_RULES]);
  expect(fetched('one', 'up{promfleet_job="", cluster!=""}')).toEqual([FEDERATED_RULES, 'up']);
});

it('raw brings whole jobs, as the original system did, beside what is asked', () => {
  expect(fetched('whole', KUBELETS)).toEqual([
    '{job="kubernetes-nodes"}',
    '{job="kubernetes-apiservers"}',
    '{job="kubernetes-service-endpoints"}',
    '{job="kubernetes-cadvisor"}',
    '{job="node_exporter"}',
    `${KUBELETS}{job=""}`,
    FEDERATED_RULES,
  ]);
  expect(fetched('theirs-whole')).toEqual([
    '{job="kubelet"}',
    '{job="a \\"b\\"\\\\c"}',
    FEDERATED_RULES,
  ]);
});

it('a list adds to a mode, and is everything without one', () => {
  expect(fetched('adds', KUBELETS)).toEqual([`${KUBELETS}{job=""}`, FEDERATED_RULES, '{job="vm"}']);
  expect(fetched('exact', KUBELETS)).toEqual(['{job="node_exporter"}']);
});

it('says for each series who reads it', () => {
  const rules = `rules: [{ name: mine, rules: [{ alert: TooBusy, expr: '${NODES} > 0.9' }] }]`;
  const mine = resolved(FLEET.replace('storage: 50Gi', `storage: 50Gi, ${rules}`));
  const [matched] = compiler(
    [panel(NODES), ...askedByUsersRules(mine.hub)],
    mine,
  )(member('one', mine));
  expect(matched?.because).toBe('promfleet');
  expect(matched?.metrics).toEqual([
    {
      name: NODES,
      askers: [
        { kind: 'panel', name: 'CPU', of: 'Nodes' },
        {
          kind: 'alert',
          name: 'TooBusy',
          of: 'mine',
          at: ['hub', 'rules', 0, 'rules', 0, 'expr'],
        },
      ],
    },
  ]);
});
