import { jobNames, MEMBER_JOBS } from '../../prometheus/jobs';
import { federationMatch } from '../../prometheus/match/default';
import { memberJobs } from '../../prometheus/match/member-jobs';
import { memberScrapeConfigs } from '../../prometheus/member';
import { FEDERATED_RULES } from '../../prometheus/relabel/federated-rules';
import { fleetFile, resolvedMember } from '../fleet';
import { monitor } from './samples';

const member = (cluster = '') => resolvedMember(fleetFile({ cluster }));
const EXISTING = 'service: prometheus, namespace: monitoring, port: 9090';

it('knows the jobs that the configuration has', () => {
  const names = memberScrapeConfigs(monitor).map(({ job_name }) => job_name);
  expect(jobNames(MEMBER_JOBS, monitor)).toEqual(names);
  const gone = ['node_exporter', 'banzaicloud-pushgateway'];
  // Its series are of kubernetes-service-endpoints.
  const without = [...gone, 'kube-state-metrics'];
  expect(memberJobs(member('monitor: { pushgateway: false, nodeExporter: false }'))).toEqual(
    names.filter((name) => !without.includes(name)),
  );
});

it("counts the user's jobs, and those that series bring with them", () => {
  const jobs = memberJobs(
    member(
      `monitor: { federateFrom: [{ targets: ['a:9090'], match: ['{job="x"}'] }], scrapeConfigs: [{ job_name: vm }], jobs: [pushed, vm] }`,
    ),
  );
  expect(jobs.slice(-3)).toEqual(['federate', 'vm', 'pushed']);
});

it('fetches by default what the original system did, as far as the member has it', () => {
  expect(federationMatch(member())).toEqual([
    '{job="kubernetes-nodes"}',
    '{job="kubernetes-apiservers"}',
    '{job="kubernetes-service-endpoints"}',
    '{job="kubernetes-cadvisor"}',
    '{job="node_exporter"}',
    FEDERATED_RULES,
  ]);
  expect(federationMatch(member('monitor: { nodeExporter: false }'))).not.toContain(
    '{job="node_exporter"}',
  );
});

it('fetches what the fleet file says, and nothing else', () =>
  expect(federationMatch(member(`federation: { match: ['{job="prometheus"}'] }`))).toEqual([
    '{job="prometheus"}',
  ]));

it('fetches all listed jobs of an existing Prometheus', () => {
  const existing = member(`monitor: { existing: { ${EXISTING}, jobs: [kubelet, 'a "b"\\c'] } }`);
  expect(federationMatch(existing)).toEqual([
    '{job="kubelet"}',
    '{job="a \\"b\\"\\\\c"}',
    FEDERATED_RULES,
  ]);
});
