import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { rendered } from '../fleet';

/** The fleet file that asks for what the original system did. */
const FLEET = `
hub: { cluster: pipeline, clusterLabel: cluster_name }
clusters:
  - name: sfpdcluster14
    server: https://34.213.11.7:6443
    tls: { insecureSkipVerify: true }
    federation: { mode: raw }
    monitor: { namespace: default }
`;

it('the reference fleet reproduces every field of the job the original system generated', () => {
  const [original] = parse(readFileSync('test/fixtures/reference/federation-job.yaml', 'utf8'));
  original.static_configs[0].targets = ['34.213.11.7:6443'];
  const jobs = original.params['match[]'];

  const [{ data }] = rendered(FLEET)['hub/federation.k8s.yaml'] ?? [];
  const [job] = parse(data['sfpdcluster14.yaml']).scrape_configs;
  // What the hub's rules and dashboards read comes on top.
  expect(job.params['match[]'].slice(0, jobs.length)).toEqual(jobs);
  original.params = { 'match[]': job.params['match[]'] };
  for (const field of Object.keys(original)) {
    expect({ [field]: job[field] }).toEqual({ [field]: original[field] });
  }
});
