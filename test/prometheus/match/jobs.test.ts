import { jobNames, MEMBER_JOBS } from '../../../prometheus/jobs';
import { memberJobs } from '../../../prometheus/match/member-jobs';
import { memberScrapeConfigs } from '../../../prometheus/member';
import { fleetFile, resolvedMember } from '../../fleet';
import { monitor } from '../samples';

const member = (cluster = '') => resolvedMember(fleetFile({ cluster }));

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
