import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hubConfig } from '../../prometheus/hub';
import { federationJob } from '../../prometheus/jobs/federation';
import { expectGolden } from '../golden';
import { expectValidConfig, itWithPromtool } from '../promtool';
import { type LabelSet, relabel } from './relabel';
import { hub, job, tokenJob, yaml } from './samples';

const reference = (name: string) =>
  parse(readFileSync(join(process.cwd(), 'test/fixtures/reference', name), 'utf8'))[0];

const file = (of: typeof job) => yaml({ scrape_configs: [federationJob(of)] });

it('reproduces every field of the original job', () => {
  const original = reference('federation-job.yaml');
  const ours = federationJob({ ...job, insecureSkipVerify: true });
  original.static_configs[0].targets = [job.target];
  expect(ours).toMatchObject(original);
  expect(ours.params).toEqual(original.params);
  expect(ours.static_configs).toEqual(original.static_configs);
  expect(ours.tls_config).toEqual(original.tls_config);
});

it('verifies unless told otherwise', () => {
  expect(federationJob(job).tls_config).not.toHaveProperty('insecure_skip_verify');
});

it('writes a job with a client certificate', () => {
  expectGolden('prometheus/federation-client-certificate.yaml', file(job));
});

it('writes a job with a token, a server name and labels', () => {
  expectGolden('prometheus/federation-token.yaml', file(tokenJob));
});

itWithPromtool('writes what Prometheus accepts', () => {
  expectValidConfig({
    'config/prometheus.yml': yaml({ ...hubConfig(hub), rule_files: [] }),
    'federation/sfpdcluster14.yaml': file({ ...job, insecureSkipVerify: true }),
    'federation/lab.yaml': file(tokenJob),
  });
});

describe('the cluster label of a sample', () => {
  /** `honor_labels`: a label of the sample wins over one of the target. */
  const stored = (sample: LabelSet, of = tokenJob) => {
    const { relabel_configs = [], metric_relabel_configs = [], static_configs } = federationJob(of);
    const target = relabel({ job: of.cluster, ...static_configs?.[0]?.labels }, relabel_configs);
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
    const dotted = { ...tokenJob, cluster: 'a.b' };
    expect(stored({ cluster: 'axb' }, dotted)).toMatchObject({
      cluster: 'a.b',
      exported_cluster: 'axb',
    });
    expect(stored({ cluster: 'a.b' }, dotted)).not.toHaveProperty('exported_cluster');
  });

  it('is the one that clusterLabel names', () => {
    expect(stored({ cluster: 'lab', cluster_name: 'prod' }, job)).toEqual({
      job: 'sfpdcluster14',
      cluster: 'lab',
      cluster_name: 'sfpdcluster14',
      exported_cluster_name: 'prod',
    });
  });
});
