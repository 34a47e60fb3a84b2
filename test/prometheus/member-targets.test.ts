import type { Monitor } from '../../model/types';
import { memberScrapeConfigs } from '../../prometheus/member';
import type { ScrapeConfig } from '../../prometheus/types';
import { cluster } from './cluster';
import { bareMonitor, monitor } from './samples';
import { targetsOf } from './targets';

const found = (of: Monitor) =>
  (memberScrapeConfigs(of) as ScrapeConfig[]).flatMap((job) =>
    targetsOf(job, cluster).map(({ url }) => `${job.job_name} ${url}`),
  );

test('a monitor scrapes everything that wants to be, and nothing twice', () => {
  expect(found(monitor)).toEqual([
    'kubernetes-apiservers https://10.0.0.1:6443/metrics',
    'kubernetes-nodes https://10.0.0.1:10250/metrics',
    'kubernetes-cadvisor https://10.0.0.1:10250/metrics/cadvisor',
    // One target for the three ports of kube-dns.
    'kubernetes-service-endpoints http://10.1.0.4:9153/metrics',
    // Only the pod's annotation names 9102.
    'kubernetes-service-endpoints http://10.2.0.2:8080/metrics',
    // No port annotated anywhere: the Service's port, and what else the container declares.
    'kubernetes-service-endpoints http://10.2.0.4:8080/metrics',
    'kubernetes-service-endpoints http://10.2.0.4:9102/metrics',
    // No pod behind it.
    'kubernetes-service-endpoints http://192.0.2.7:9187/metrics',
    'kubernetes-service-endpoints http://[fd00::5]:8080/metrics',
    'node_exporter http://10.0.0.1:9100/metrics',
    // What it exports, and what it says of itself.
    'kube-state-metrics http://10.1.0.3:8080/metrics',
    'kube-state-metrics http://10.1.0.3:8081/metrics',
    'banzaicloud-pushgateway http://monitor-pushgateway.monitoring.svc:9091/metrics',
    'kubernetes-pods http://10.2.0.1:8080/metrics',
    'kubernetes-pods http://10.2.0.2:9102/metrics',
    'kubernetes-pods http://10.2.0.3:8080/metrics',
    'kubernetes-pods http://10.2.0.3:9102/metrics',
    'kubernetes-pods http://10.2.0.7:8080/metrics',
  ]);
});

test('without jobs of their own, the pods of exporters are like any others', () => {
  const gained = found(bareMonitor).filter((target) => !found(monitor).includes(target));
  expect(gained).toEqual([
    'kubernetes-service-endpoints http://10.1.0.3:8080/metrics',
    'kubernetes-pods http://10.0.0.1:15090/metrics',
    'kubernetes-pods http://10.0.0.1:9100/metrics',
    'kubernetes-pods http://10.1.0.2:9091/metrics',
  ]);
});

test('without a job of its own, a pushgateway of the user is found by its Service', () => {
  const pods = cluster.pods.map((pod) => ({ ...pod, annotations: {} }));
  const endpoints = (memberScrapeConfigs(bareMonitor) as ScrapeConfig[])[3] as ScrapeConfig;
  const urls = targetsOf(endpoints, { ...cluster, pods }).map(({ url }) => url);
  expect(urls).toContain('http://10.1.0.2:9091/metrics');
});
