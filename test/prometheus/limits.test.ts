import type { Monitor } from '../../model/types';
import { memberScrapeConfigs } from '../../prometheus/member';
import type { ScrapeConfig } from '../../prometheus/types';
import { fleetFile, resolvedMember } from '../fleet';
import { jobOf } from './samples';

const TENANTS = [
  'kubernetes-service-endpoints',
  'statsd_exporter',
  'banzaicloud-pushgateway',
  'kubernetes-pods',
];
const OURS = ['node_exporter', 'kube-state-metrics'];

const memberOf = (cluster: string) => resolvedMember(fleetFile({ cluster }));
const jobsOf = (cluster: string) =>
  memberScrapeConfigs(memberOf(cluster).monitor as Monitor) as ScrapeConfig[];
const having = (key: keyof ScrapeConfig, cluster = 'monitor: { statsdExporter: true }') =>
  jobsOf(cluster)
    .filter((job) => job[key] !== undefined)
    .map(({ job_name }) => job_name);

test.each(['sample_limit', 'body_size_limit'] as const)(
  'every target that tenants have a say in has a %s, and no other',
  (key) => expect(having(key).sort()).toEqual([...TENANTS].sort()),
);

test.each(['label_limit', 'label_name_length_limit', 'label_value_length_limit'] as const)(
  'so has every exporter a %s',
  (key) => expect(having(key).sort()).toEqual([...TENANTS, ...OURS].sort()),
);

test('no number of targets fails a job', () => {
  const limited = jobsOf('').filter((job) => 'target_limit' in job);
  expect(limited).toEqual([]);
});

test.each<[string, string, number]>([
  ['the cluster label', '', 128 - 1],
  ['all labels of the member', 'labels: { region: eu, provider: aws }', 128 - 3],
  ['what the hub allows', 'federation: { labelLimit: 64 }', 64 - 1],
  ['the least that is allowed', 'federation: { labelLimit: 4 }', 4 - 1],
])('label_limit leaves room for what the hub adds: %s', (_, cluster, limit) => {
  for (const name of [...TENANTS, ...OURS]) {
    const job = jobsOf(cluster).find(({ job_name }) => job_name === name);
    if (job) expect([name, job.label_limit]).toEqual([name, limit]);
  }
});

test('lengths are limited as at the hub, samples and bytes as the monitor says', () => {
  const cluster =
    'federation: { labelNameLengthLimit: 99, labelValueLengthLimit: 999 }, monitor: { sampleLimit: 7, bodySizeLimit: 1MB }';
  const lengths = { label_name_length_limit: 99, label_value_length_limit: 999 };
  expect(jobOf(memberOf(cluster))).toMatchObject(lengths);
  const pods = jobsOf(cluster).find(({ job_name }) => job_name === 'kubernetes-pods');
  expect(pods).toMatchObject({ ...lengths, sample_limit: 7, body_size_limit: '1MB' });
});
