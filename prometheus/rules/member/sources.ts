import { EXPORTERS } from '../../../model/components';
import { CONTROL_PLANE } from '../../../model/components/control-plane';
import { MONITOR_PROMETHEUS } from '../../../model/components/prometheus';
import type { ExistingPrometheus, Monitor } from '../../../model/types';
import { MEMBER_JOBS, scrapeJobs, seriesJobs } from '../../jobs';
import { API_SERVERS } from '../../jobs/apiservers';
import { CADVISOR, NODES } from '../../jobs/kubelet';
import { PODS } from '../../jobs/pods';
import { SERVICE_ENDPOINTS } from '../../jobs/service-endpoints';
import { escaped } from '../../relabel/forced-label';

/** What exposes metrics that rules of members are made of. */
export const SOURCE_NAMES = [
  'nodeExporter',
  'kubeStateMetrics',
  'kubelet',
  'cadvisor',
  'apiServer',
  'prometheus',
  'pushgateway',
  'coreDns',
  'scheduler',
] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];

/**
 * By which labels a Prometheus has what: matchers of a selector, without braces. Empty: it has none of
 * it. In a monitor of ours nobody else's series meet them; in a Prometheus that was there before that
 * is up to its jobs, and those of the community's chart let whoever is annotated name his own.
 */
export type Sources = Readonly<Record<SourceName, string>> & {
  /** Label by which series of kubelets and of cAdvisor name their node. */
  readonly kubeletNode: 'instance' | 'node';
  /** Whether series of node-exporter name their node by a label `node`, or by `node_uname_info` alone. */
  readonly exporterNode: 'node' | 'nodename';
  /** Every job there is to count: what is pushed names jobs of its own, as many as it likes. */
  readonly jobs: string;
};

/**
 * Of a monitor of ours. Targets that tenants annotate are in none of these: their series have a
 * label `service`, or are of another job; and kube-system is no tenant's.
 */
export function monitorSources(monitor: Monitor): Sources {
  const { exporters, controlPlane } = monitor;
  const { nodeExporter, kubeStateMetrics, pushgateway } = EXPORTERS;
  const ksm = kubeStateMetrics.honoredAs ?? kubeStateMetrics.job;
  const system = `job=~"${SERVICE_ENDPOINTS.name}|${PODS.name}", namespace="kube-system"`;
  return {
    nodeExporter: exporters.nodeExporter ? `job="${nodeExporter.job}"` : '',
    kubeStateMetrics: exporters.kubeStateMetrics ? `job="${ksm}", service=""` : '',
    kubelet: `job="${NODES.name}"`,
    cadvisor: `job="${CADVISOR.name}"`,
    apiServer: `job="${API_SERVERS.name}"`,
    prometheus: `job="${MONITOR_PROMETHEUS.job}"`,
    pushgateway: exporters.pushgateway ? `job="${pushgateway.job}"` : '',
    // With jobs of their own they are in no other.
    coreDns: controlPlane.coreDns ? `job="${CONTROL_PLANE.coreDns.job}"` : system,
    scheduler: controlPlane.scheduler ? `job="${CONTROL_PLANE.scheduler.job}"` : system,
    kubeletNode: 'instance',
    exporterNode: 'node',
    jobs: oneOf([
      ...MEMBER_JOBS.map(({ name, series = name }) => series),
      ...seriesJobs(scrapeJobs(monitor), monitor),
    ]),
  };
}

/** Job of kubelets in kube-prometheus-stack, which scrapes cAdvisor under the same name. */
const KUBELET = 'kubelet';

/** Job of annotated Services in the community chart, which has its exporters among them. */
const ANNOTATED = SERVICE_ENDPOINTS.name;

/**
 * Names of jobs by what they scrape, the most telling first: those of kube-prometheus-stack, of the
 * community's chart, and promfleet's own.
 */
const JOBS: Readonly<Record<SourceName, readonly (readonly [job: RegExp, and?: string])[]>> = {
  nodeExporter: [[/^node[-_]exporter$/], [new RegExp(`^${ANNOTATED}$`)]],
  kubeStateMetrics: [[/^kube-state-metrics$/], [new RegExp(`^${ANNOTATED}$`)]],
  kubelet: [[new RegExp(`^${KUBELET}$`), 'metrics_path="/metrics"'], [/^kubernetes-nodes$/]],
  cadvisor: [
    [new RegExp(`^${KUBELET}$`), 'metrics_path="/metrics/cadvisor"'],
    [/^kubernetes-(nodes-)?cadvisor$/],
  ],
  apiServer: [[/^apiserver$/], [/^kubernetes-apiservers$/]],
  prometheus: [[/^(.+-)?prometheus$/]],
  pushgateway: [[/pushgateway$/]],
  coreDns: [[/^(core|kube-)dns$/], [new RegExp(`^${ANNOTATED}$`)]],
  scheduler: [[/^kube-scheduler$/]],
};

/** Expressions for names of the jobs that have a source in an existing Prometheus. */
export const patternsOf = (source: SourceName): string[] =>
  JOBS[source].map(([{ source: text }]) => text);

/** The same, as people read them. */
export const jobsOf = (source: SourceName): string[] =>
  patternsOf(source).map((text) =>
    (text.startsWith('^') ? text.slice(1) : `.*${text}`).replace(/\$$/, ''),
  );

/** Of a Prometheus that a member has already, by the jobs that its owner lists. */
export function existingSources({ jobs }: ExistingPrometheus): Sources {
  const matchers = (name: SourceName) => {
    const [found] = JOBS[name].flatMap(([pattern, and]) => {
      const job = jobs.find((one) => pattern.test(one));
      return job === undefined ? [] : [[`job=${JSON.stringify(job)}`, ...(and ? [and] : [])]];
    });
    return found?.join(', ') ?? '';
  };
  return {
    nodeExporter: matchers('nodeExporter'),
    kubeStateMetrics: matchers('kubeStateMetrics'),
    kubelet: matchers('kubelet'),
    cadvisor: matchers('cadvisor'),
    apiServer: matchers('apiServer'),
    prometheus: matchers('prometheus'),
    pushgateway: matchers('pushgateway'),
    coreDns: matchers('coreDns'),
    scheduler: matchers('scheduler'),
    kubeletNode: jobs.includes(KUBELET) ? 'node' : 'instance',
    exporterNode: jobs.includes('node-exporter') ? 'nodename' : 'node',
    jobs: oneOf(jobs),
  };
}

/** Matches the jobs of these names and no others. */
function oneOf(jobs: readonly string[]): string {
  return `job=~${JSON.stringify([...new Set(jobs)].map(escaped).join('|'))}`;
}
