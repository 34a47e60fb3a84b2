import type { Monitor } from '../../model/types';
import { memberGlobal, memberRules, memberScrapeConfigs } from '../../prometheus/member';
import { promfleetRules } from '../../prometheus/rules/member';
import { monitorSources } from '../../prometheus/rules/member/sources';
import type { ScrapeConfig } from '../../prometheus/types';
import { expectGolden } from '../golden';
import { expectValidConfig, itWithPromtool } from '../promtool';
import { bareMonitor, memberConfig, monitor, yaml } from './samples';

const names = (of: Monitor) => memberScrapeConfigs(of).map(({ job_name }) => job_name);

it('writes a monitor with everything', () => {
  expectGolden('prometheus/member.yaml', yaml(memberConfig(monitor)));
});

it("writes a monitor with nothing but the user's additions", () => {
  expectGolden('prometheus/member-bare.yaml', yaml(memberConfig(bareMonitor)));
});

it('has the jobs of the issue, in its order', () => {
  expect(names(monitor)).toEqual([
    'kubernetes-apiservers',
    'kubernetes-nodes',
    'kubernetes-cadvisor',
    'kubernetes-service-endpoints',
    'node_exporter',
    'kube-state-metrics',
    'banzaicloud-pushgateway',
    'kubernetes-pods',
    'prometheus',
  ]);
});

it("has no job for an exporter that is switched off, and the user's jobs last", () => {
  expect(names(bareMonitor)).toEqual([
    'kubernetes-apiservers',
    'kubernetes-nodes',
    'kubernetes-cadvisor',
    'kubernetes-service-endpoints',
    'kubernetes-pods',
    'prometheus',
    'istio',
    'vm',
  ]);
});

it('says nothing of the cluster in its scrape configs, so that equal ones are written once', () => {
  const other = { ...monitor, externalLabels: { cluster: 'other' } };
  expect(memberScrapeConfigs(other)).toEqual(memberScrapeConfigs(monitor));
  expect(memberGlobal(other)).not.toEqual(memberGlobal(monitor));
});

it('shares no object between two places of one document', () => {
  // yaml would write an anchor and an alias.
  expect(yaml(memberConfig(monitor))).not.toMatch(/[&*]a\d/);
});

it("follows no redirect, but in jobs of the user's", () => {
  const following = (of: Monitor) =>
    (memberConfig(of).scrape_configs as ScrapeConfig[])
      .filter(({ follow_redirects }) => follow_redirects !== false)
      .map(({ job_name }) => job_name);
  expect(following(monitor)).toEqual([]);
  expect(following(bareMonitor)).toEqual(['vm']);
});

it('verifies every certificate and never asks a node proxy', () => {
  const text = yaml(memberConfig(monitor));
  expect(text).not.toContain('insecure_skip_verify');
  expect(text).not.toContain('/proxy');
});

describe('with promtool', () => {
  itWithPromtool.each([
    ['full', monitor],
    ['bare', bareMonitor],
  ])('the configuration of a %s monitor is valid', (_, one) => {
    const rules = memberRules(one);
    expectValidConfig({
      'config/prometheus.yml': yaml(memberConfig(one)),
      ...(rules ? { 'config/rules.yml': yaml(rules) } : {}),
      'rules/promfleet.rules.yml': yaml(promfleetRules(monitorSources(one), {})),
    });
  });
});

it('verifies kubelets unless it is told not to', () => {
  const tls = (insecureSkipVerify: boolean) =>
    memberScrapeConfigs({ ...monitor, kubelet: { ...monitor.kubelet, insecureSkipVerify } })
      .filter(({ job_name }) => ['kubernetes-nodes', 'kubernetes-cadvisor'].includes(job_name))
      .map(({ tls_config }) => tls_config?.insecure_skip_verify);
  expect(tls(false)).toEqual([undefined, undefined]);
  expect(tls(true)).toEqual([true, true]);
});

it('keeps a dollar sign in an external label, where Prometheus looks for variables', () => {
  const { global } = memberGlobal({ ...monitor, externalLabels: { cluster: 'a', price: '$5' } });
  expect(global?.external_labels).toEqual({ cluster: 'a', price: '$$5' });
});
