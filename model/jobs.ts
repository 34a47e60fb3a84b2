import type { MonitorEntry } from '../inventory/schema/fleet';

/** Scrape jobs of a member's own Prometheus, in the order they stand in its configuration. */
export const JOB = {
  apiServers: 'kubernetes-apiservers',
  nodes: 'kubernetes-nodes',
  cadvisor: 'kubernetes-cadvisor',
  serviceEndpoints: 'kubernetes-service-endpoints',
  nodeExporter: 'node_exporter',
  pushgateway: 'banzaicloud-pushgateway',
  pods: 'kubernetes-pods',
  prometheus: 'prometheus',
} as const;

/** Scrape jobs of the hub's Prometheus beside the members' and the user's. */
export const HUB_JOB = { prometheus: 'prometheus', grafana: 'grafana' } as const;

/** Names no cluster can have, because the hub's own jobs have them. */
export const HUB_JOBS: readonly string[] = Object.values(HUB_JOB);

/** What the hub fetches from a monitor unless told otherwise, in the original system's order. */
const FEDERATED: readonly string[] = [
  JOB.nodes,
  JOB.apiServers,
  JOB.serviceEndpoints,
  JOB.cadvisor,
  JOB.nodeExporter,
];

/** The jobs promfleet writes for a monitor: those whose exporter is switched off are missing. */
export function builtInJobs(monitor: MonitorEntry | undefined): string[] {
  const { nodeExporter = true, pushgateway = true } = monitor ?? {};
  return Object.values(JOB).filter(
    (job) => (nodeExporter || job !== JOB.nodeExporter) && (pushgateway || job !== JOB.pushgateway),
  );
}

/** Every job whose series a member can have, an existing Prometheus's as its owner lists them. */
export function memberJobs(monitor: MonitorEntry | undefined): string[] {
  const { existing, federateFrom = [], scrapeConfigs = [], jobs = [] } = monitor ?? {};
  if (existing) return [...(existing.jobs ?? [])];
  const all = [
    ...builtInJobs(monitor),
    ...federateFrom.map(({ name = 'federate' }) => name),
    ...scrapeConfigs.map(({ job_name }) => job_name),
    ...jobs,
  ];
  return [...new Set(all)];
}

/**
 * The `match[]` of a member that names none: of a monitor's jobs the five that the original
 * system federated, of an existing Prometheus all that its owner lists.
 */
export function defaultMatch(jobs: readonly string[], existing: boolean): string[] {
  const federated = existing ? jobs : FEDERATED.filter((job) => jobs.includes(job));
  // PromQL reads a quoted string as Go does, and Go reads every escape that JSON writes here.
  return federated.map((job) => `{job=${JSON.stringify(job)}}`);
}
