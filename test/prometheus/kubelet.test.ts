import type { Monitor } from '../../model/types';
import { memberScrapeConfigs } from '../../prometheus/member';
import type { ScrapeConfig } from '../../prometheus/types';
import { fleetFile, resolvedMember } from '../fleet';
import type { LabelSet } from './relabel';
import { targetsOf } from './targets';

const JOBS = ['kubernetes-nodes', 'kubernetes-cadvisor'];

/** The labels that both jobs give the target of a node. */
function targets(labels: LabelSet, monitor = ''): Record<string, LabelSet | undefined> {
  const member = resolvedMember(fleetFile({ cluster: `monitor: { ${monitor} }` }));
  const jobs = memberScrapeConfigs(member.monitor as Monitor) as ScrapeConfig[];
  const cluster = { nodes: [{ name: 'node-2', ip: '10.0.0.2', labels }], pods: [], services: [] };
  return Object.fromEntries(
    JOBS.map((name) => {
      const job = jobs.find(({ job_name }) => job_name === name) as ScrapeConfig;
      return [name, targetsOf(job, cluster)[0]?.labels];
    }),
  );
}

const both = (labels: LabelSet) =>
  Object.fromEntries(JOBS.map((job) => [job, { job, instance: 'node-2', ...labels }]));

test('a node keeps its job and instance whatever it is labelled, and asked for', () => {
  const labels = { job: 'kubernetes-apiservers', instance: 'node-1' };
  expect(targets(labels)).toEqual(both({}));
  expect(targets(labels, 'nodeLabels: [job, instance]')).toEqual(both({}));
});

test('a target carries where its node is and what it is, and none of its other labels', () => {
  const known = {
    'topology.kubernetes.io/zone': 'eu-1a',
    'topology.kubernetes.io/region': 'eu-1',
    'node.kubernetes.io/instance-type': 'm5.large',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
  };
  const more = { 'kubernetes.io/hostname': 'node-2', team: 'shop', up: 'x'.repeat(63) };
  expect(targets({ ...known, ...more })).toEqual(
    both({
      topology_kubernetes_io_zone: 'eu-1a',
      topology_kubernetes_io_region: 'eu-1',
      node_kubernetes_io_instance_type: 'm5.large',
      kubernetes_io_arch: 'amd64',
      kubernetes_io_os: 'linux',
    }),
  );
});

test('monitor.nodeLabels says which', () => {
  const labels = { team: 'shop', 'kubernetes.io/os': 'linux' };
  expect(targets(labels, 'nodeLabels: [team]')).toEqual(both({ team: 'shop' }));
  expect(targets(labels, 'nodeLabels: []')).toEqual(both({}));
});
