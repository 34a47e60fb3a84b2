import { hubConfig } from '../../prometheus/hub';
import type { ScrapeConfig } from '../../prometheus/types';
import { resolved, resolvedProblems } from '../fleet';
import { type LabelSet, relabel } from './relabel';

const FLEET = `
hub:
  cluster: control-plane
  storage: 1Gi
  secrets: [upstream]
  federateFrom:
    - name: upstream
      targets: ['source:9090']
      match: [up]
      scheme: https
      tls_config: { ca_file: /etc/prometheus/secrets/upstream/ca.crt, server_name: source.internal }
      basic_auth: { username: hub, password_file: /etc/prometheus/secrets/upstream/password }
      sampleLimit: 500
  scrapeConfigs:
    - job_name: vm
      static_configs: [{ targets: ['vm:9100'] }]
      metric_relabel_configs: [{ action: labeldrop, regex: tmp }]
    - job_name: moved
      static_configs: [{ targets: ['old:9100'] }]
      follow_redirects: true
clusters:
  - { name: lab, server: 'https://192.0.2.1' }
`;

const jobs = new Map(
  hubConfig(resolved(FLEET).hub).scrape_configs.map((config) => [config.job_name, config]),
);

const job = (name: string): ScrapeConfig => {
  const found = jobs.get(name);
  if (!found) throw new Error(`no job ${name}`);
  return found as ScrapeConfig;
};

describe('a series from another Prometheus', () => {
  const stored = (sample: LabelSet) =>
    relabel(sample, job('upstream').metric_relabel_configs ?? []);

  it.each<[string, LabelSet, LabelSet]>([
    [
      'is not marked as the hub’s own word',
      { promfleet_job: 'federation', job: 'a' },
      { job: 'a' },
    ],
    ['does not speak for a member', { cluster: 'lab' }, { exported_cluster: 'lab' }],
    [
      'keeps what it kept aside itself',
      { cluster: 'lab', exported_cluster: 'edge' },
      { exported_cluster: 'lab', exported_exported_cluster: 'edge' },
    ],
    ['is as it was without such labels', { job: 'a', zone: 'b' }, { job: 'a', zone: 'b' }],
  ])('%s', (_, sample, expected) => expect(stored(sample)).toEqual(expected));
});

it('another Prometheus has limits, and is not followed elsewhere', () =>
  expect(job('upstream')).toMatchObject({
    follow_redirects: false,
    sample_limit: 500,
    body_size_limit: '64MB',
    label_limit: 128,
    label_name_length_limit: 256,
    label_value_length_limit: 4096,
  }));

it('another Prometheus is verified and told who asks as the fleet file says', () =>
  expect(job('upstream')).toMatchObject({
    tls_config: {
      ca_file: '/etc/prometheus/secrets/upstream/ca.crt',
      server_name: 'source.internal',
    },
    basic_auth: { username: 'hub', password_file: '/etc/prometheus/secrets/upstream/password' },
  }));

describe("the user's own job at the hub", () => {
  it('marks neither its targets nor their samples as the hub’s own word', () => {
    const { relabel_configs = [], metric_relabel_configs = [] } = job('vm');
    const forged = { promfleet_job: 'federation', job: 'vm', tmp: 'x' };
    expect(relabel(forged, relabel_configs)).toEqual({ job: 'vm', tmp: 'x' });
    expect(relabel(forged, metric_relabel_configs)).toEqual({ job: 'vm' });
  });

  it('follows redirects only if it says so', () => {
    expect(job('vm').follow_redirects).toBe(false);
    expect(job('moved').follow_redirects).toBe(true);
  });
});

it('a file of federateFrom that nothing mounts is refused', () =>
  expect(resolvedProblems(FLEET.replace('secrets: [upstream]', 'secrets: [other]'))).toEqual([
    expect.stringMatching(/^hub\.federateFrom\[0\].*tls_config\.ca_file: nothing is mounted there/),
    expect.stringMatching(/^hub\.federateFrom\[0\].*basic_auth\.password_file: nothing is mounted/),
  ]));
