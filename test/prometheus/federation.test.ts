import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hubConfig } from '../../prometheus/hub';
import { FEDERATED_RULES } from '../../prometheus/relabel/federated-rules';
import { expectGolden } from '../golden';
import { expectValidConfig, itWithPromtool } from '../promtool';
import { type LabelSet, relabel } from './relabel';
import { certificateMember, hub, jobOf, tokenMember, yaml } from './samples';

const reference = (name: string) =>
  parse(readFileSync(join(process.cwd(), 'test/fixtures/reference', name), 'utf8'))[0];

const file = (of: typeof tokenMember) => yaml({ scrape_configs: [jobOf(of)] });

const unverified = {
  ...certificateMember,
  job: { ...certificateMember.job, insecureSkipVerify: true },
};

it('reproduces every field of the original job', () => {
  const original = reference('federation-job.yaml');
  const { clusterLabel: _, ...job } = unverified.job;
  const ours = jobOf({
    ...unverified,
    job: {
      ...job,
      mode: 'raw',
      clusterLabel: 'cluster_name',
      labels: {},
      path: job.path.replace('/monitoring/', '/default/'),
    },
  });
  original.static_configs[0].targets = [job.target];
  // What the hub's rules and dashboards read comes on top.
  const match = ours.params?.['match[]'] ?? [];
  expect(match.slice(0, original.params['match[]'].length)).toEqual(original.params['match[]']);
  expect(match).toContain(FEDERATED_RULES);
  expect(ours).toMatchObject({ ...original, params: { 'match[]': match } });
  expect(ours.static_configs).toEqual(original.static_configs);
  expect(ours.tls_config).toEqual(original.tls_config);
});

it('verifies unless told otherwise', () => {
  expect(jobOf(certificateMember).tls_config).not.toHaveProperty('insecure_skip_verify');
});

it('writes a job with a client certificate', () => {
  expectGolden('prometheus/federation-client-certificate.yaml', file(certificateMember));
});

it('writes a job with a token, a server name and labels', () => {
  expectGolden('prometheus/federation-token.yaml', file(tokenMember));
});

itWithPromtool('writes what Prometheus accepts', () => {
  expectValidConfig({
    'config/prometheus.yml': yaml({ ...hubConfig(hub), rule_files: [] }),
    'federation/sfpdcluster14.yaml': file(unverified),
    'federation/lab.yaml': file(tokenMember),
  });
});

describe('the cluster label of a sample', () => {
  /** `honor_labels`: a label of the sample wins over one of the target. */
  const stored = (sample: LabelSet, of = tokenMember) => {
    const { relabel_configs = [], metric_relabel_configs = [], static_configs } = jobOf(of);
    const target = relabel({ job: of.name, ...static_configs?.[0]?.labels }, relabel_configs);
    return relabel({ ...target, ...sample }, metric_relabel_configs);
  };
  const honest = { job: 'lab', cluster: 'lab', environment: 'test' };

  it.each<[string, LabelSet, LabelSet]>([
    ['absent', {}, honest],
    ['empty', { cluster: '' }, honest],
    ['its own', { cluster: 'lab' }, honest],
    ["another's", { cluster: 'prod' }, { ...honest, exported_cluster: 'prod' }],
    ['longer', { cluster: 'lab-2' }, { ...honest, exported_cluster: 'lab-2' }],
    ['of any text', { cluster: 'lab;prod $1' }, { ...honest, exported_cluster: 'lab;prod $1' }],
    [
      "another's, of a member that is a hub",
      { cluster: 'edge', exported_cluster: 'cassandra' },
      { ...honest, exported_cluster: 'edge', exported_exported_cluster: 'cassandra' },
    ],
    [
      'its own, beside an exported one',
      { cluster: 'lab', exported_cluster: 'cassandra' },
      { ...honest, exported_cluster: 'cassandra' },
    ],
    ['accompanied by a forged note', { cluster: 'lab', __tmp_claimed: 'prod' }, honest],
    ['absent but for a forged note', { __tmp_claimed: 'prod' }, honest],
    ['accompanied by a forged mark', { promfleet_job: 'federation' }, honest],
  ])('is forced when %s', (_, sample, expected) => {
    expect(stored(sample)).toEqual(expected);
  });

  it('is compared as text, not as a pattern', () => {
    const dotted = { ...tokenMember, job: { ...tokenMember.job, cluster: 'a.b' } };
    expect(stored({ cluster: 'axb' }, dotted)).toMatchObject({
      cluster: 'a.b',
      exported_cluster: 'axb',
    });
    expect(stored({ cluster: 'a.b' }, dotted)).not.toHaveProperty('exported_cluster');
  });

  it('is the one that clusterLabel names', () => {
    const { job } = certificateMember;
    const named = { ...certificateMember, job: { ...job, clusterLabel: 'cluster_name' } };
    expect(stored({ cluster: 'lab', cluster_name: 'prod' }, named)).toEqual({
      job: 'sfpdcluster14',
      region: 'us-west-2',
      cluster: 'lab',
      cluster_name: 'sfpdcluster14',
      exported_cluster_name: 'prod',
    });
  });
});
