import { memberScrapeConfigs } from '../../prometheus/member';
import type { ScrapeConfig } from '../../prometheus/types';
import { type LabelSet, relabel } from './relabel';
import { bareMonitor, monitor } from './samples';

const jobs = memberScrapeConfigs(monitor) as ScrapeConfig[];
const job = (name: string) => jobs.find(({ job_name }) => job_name === name) as ScrapeConfig;

/** What becomes of a sample of a job that keeps the labels of its samples. */
const kept = (name: string, sample: LabelSet) =>
  relabel(sample, job(name).metric_relabel_configs ?? []);

test("only kube-state-metrics and pushgateways are believed; the user's jobs are his own", () => {
  const believed = (of: typeof monitor) =>
    memberScrapeConfigs(of)
      .filter(({ honor_labels }) => honor_labels)
      .map(({ job_name }) => job_name);
  expect(believed(monitor)).toEqual(['kube-state-metrics', 'banzaicloud-pushgateway']);
  expect(believed(bareMonitor)).toEqual(['istio']);
});

test('what is pushed is of the job it says', () => {
  const sample = { __name__: 'backup_success', job: 'nightly-backup', instance: 'db-1' };
  expect(kept('banzaicloud-pushgateway', sample)).toEqual(sample);
});

test.each(jobs.map(({ job_name }) => job_name))('what is pushed is not of the job %s', (name) => {
  const own = name === 'banzaicloud-pushgateway' ? {} : { exported_job: name };
  expect(kept('banzaicloud-pushgateway', { __name__: 'up', job: name })).toEqual({
    __name__: 'up',
    job: 'banzaicloud-pushgateway',
    ...own,
  });
});

test("nor of a job of the user's, nor of none", () => {
  const taken = {
    ...monitor,
    federateFrom: bareMonitor.federateFrom,
    scrapeConfigs: bareMonitor.scrapeConfigs,
  };
  const gateway = memberScrapeConfigs(taken).find(
    ({ job_name }) => job_name === 'banzaicloud-pushgateway',
  ) as ScrapeConfig;
  const pushed = (claim: string) =>
    relabel({ job: claim }, gateway.metric_relabel_configs ?? [])?.job;
  expect(['istio', 'vm', 'vm2', ''].map(pushed)).toEqual([
    'banzaicloud-pushgateway',
    'banzaicloud-pushgateway',
    'vm2',
    'banzaicloud-pushgateway',
  ]);
});

test('kube-state-metrics says which pod a series is about, but not which job it is of', () => {
  const sample = { __name__: 'kube_pod_info', namespace: 'shop', pod: 'web-1', node: 'node-2' };
  expect(kept('kube-state-metrics', { ...sample, job: 'kubernetes-nodes' })).toEqual({
    ...sample,
    job: 'kubernetes-service-endpoints',
  });
});

test('of itself kube-state-metrics says how it lists and watches, not what its process takes', () => {
  const itself = { instance: 'monitor-kube-state-metrics-0:telemetry' };
  const name = 'kube_state_metrics_list_total';
  expect(kept('kube-state-metrics', { __name__: name, ...itself })).toBeDefined();
  expect(kept('kube-state-metrics', { __name__: 'go_goroutines', ...itself })).toBeUndefined();
});

test.each(['image_spec', 'path', 'owner_name', 'lease_holder'])(
  'a tenant who writes a long %s loses that series, not all of kube-state-metrics',
  (label) => {
    const of = (value: string) =>
      kept('kube-state-metrics', { __name__: 'kube_x', [label]: value });
    expect(of('x'.repeat(253))).toBeDefined();
    expect(of('x'.repeat(4097))).toBeUndefined();
    expect(of(`${'x'.repeat(2000)}\n${'x'.repeat(2000)}`)).toBeUndefined();
  },
);
