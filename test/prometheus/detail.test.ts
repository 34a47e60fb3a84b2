import { memberRulesOf } from '../../prometheus/rules/member/of-member';
import { fleetFile, resolved } from '../fleet';
import { itWithPromtool, runPromtool } from '../promtool';
import { yaml } from './samples';

const GROUP = 'promfleet-detail';

/** The group of a member that records detail of the metrics given. */
function groupOf(detail: string, more = '') {
  const [member] = resolved(
    fleetFile({ cluster: `federation: { detail: ${detail} }${more}` }),
  ).members;
  if (!member) throw new Error('the fleet has no member');
  return memberRulesOf(member)?.rules.groups.find(({ name }) => name === GROUP);
}

/** Whether the alert of this severity fires from the second minute to the fifth. */
const scenario = (severity: string, at: string, expected: object[]) => ({
  interval: '1m',
  input_series: [
    { series: 'pods{namespace="shop", pod="a"}', values: '7x10' },
    { series: 'pods{namespace="other", pod="b"}', values: '8x10' },
    {
      series: `ALERTS{alertname="Down", alertstate="firing", severity="${severity}"}`,
      values: '_x2 1x3 stale',
    },
    {
      series: `ALERTS{alertname="Soon", alertstate="pending", severity="critical"}`,
      values: '1x10',
    },
  ],
  promql_expr_test: [{ expr: '{promfleet="federate"}', eval_time: at, exp_samples: expected }],
});

const RECORDED = [
  { labels: 'detail:pods{namespace="shop", pod="a", promfleet="federate"}', value: 7 },
];

itWithPromtool('detail is recorded with its labels while a critical alert fires, no longer', () => {
  const group = groupOf(`['pods{namespace="shop"}']`);
  const tests = [
    scenario('critical', '1m', []),
    scenario('critical', '3m', RECORDED),
    scenario('critical', '8m', []),
    scenario('warning', '3m', []),
  ];
  const { output, ok } = runPromtool(['test', 'rules', 'test.yml'], {
    'rules.yml': yaml({ groups: [group] }),
    'test.yml': yaml({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }),
  });
  expect(ok ? '' : output).toBe('');
});

it('a member without detail has no rules for it', () => {
  expect(groupOf('[]')).toBeUndefined();
});

it('a Prometheus that is there already gets the rules, too', () => {
  const existing =
    ', monitor: { existing: { namespace: m, service: p, port: 9090, jobs: [kubelet] } }';
  expect(groupOf('[up]', existing)?.rules.map(({ record }) => record)).toEqual(['detail:up']);
});
