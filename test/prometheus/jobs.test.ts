import { builtInJobs, defaultMatch, memberJobs } from '../../model/jobs';
import { memberScrapeConfigs } from '../../prometheus/member';
import { monitor } from './samples';

it('names the jobs that the configuration has', () => {
  const names = memberScrapeConfigs(monitor).map(({ job_name }) => job_name);
  expect(builtInJobs(undefined)).toEqual(names);
  expect(builtInJobs({ pushgateway: false, nodeExporter: false })).toEqual(
    names.filter((name) => name !== 'node_exporter' && name !== 'banzaicloud-pushgateway'),
  );
});

it("counts the user's jobs, and those that series bring with them", () => {
  const jobs = memberJobs({
    federateFrom: [{ targets: ['a:9090'], match: ['{job="x"}'] }],
    scrapeConfigs: [{ job_name: 'vm' }],
    jobs: ['pushed', 'vm'],
  });
  expect(jobs.slice(-3)).toEqual(['federate', 'vm', 'pushed']);
});

it('fetches by default what the original system did, as far as the member has it', () => {
  expect(defaultMatch(memberJobs(undefined), false)).toEqual([
    '{job="kubernetes-nodes"}',
    '{job="kubernetes-apiservers"}',
    '{job="kubernetes-service-endpoints"}',
    '{job="kubernetes-cadvisor"}',
    '{job="node_exporter"}',
  ]);
  expect(defaultMatch(memberJobs({ nodeExporter: false }), false)).not.toContain(
    '{job="node_exporter"}',
  );
});

it('fetches all listed jobs of an existing Prometheus', () => {
  const existing = { service: 'prometheus', namespace: 'monitoring', port: 9090 };
  const jobs = memberJobs({ existing: { ...existing, jobs: ['kubelet', 'a "b"\\c'] } });
  expect(defaultMatch(jobs, true)).toEqual(['{job="kubelet"}', '{job="a \\"b\\"\\\\c"}']);
  expect(memberJobs({ existing })).toEqual([]);
});
