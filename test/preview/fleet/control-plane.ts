import { BEGIN, type Made, type Member, ofMember, TROUBLE } from './members';
import { chance, ramp, wave } from './noise';

const DAY = 86_400;

/** What a member's API server, etcd, DNS and Prometheus do. */
export function controlPlaneSeries(member: Member): Made[] {
  const { name, nodes } = member;
  const of = (metric: string, value: (minute: number) => number, labels = {}) =>
    ofMember(member, metric, labels, value);
  const about = (metric: string, base: number, moves: number, labels = {}) =>
    of(
      metric,
      (minute) => base * (1 + moves * wave(`${name} ${metric} ${JSON.stringify(labels)}`, minute)),
      labels,
    );
  const fails = (minute: number) =>
    name === TROUBLE.errors.member ? ramp(minute, TROUBLE.errors.from, 8) : 0;
  const jobs = JOBS.map(([job, share]) => ({
    job,
    samples: Math.round(share * nodes.length * (400 + 40 * chance(`${name} ${job}`))),
  }));
  const series = jobs.reduce((sum, { samples }) => sum + samples, 0) * 1.4;
  return [
    about('cluster:apiserver_request:rate5m', 60 * nodes.length, 0.2),
    of('cluster:apiserver_up:count', () => 1),
    of('cluster:apiserver_up:sum', () => 1),
    of(
      'cluster:apiserver_request_errors:ratio_rate5m',
      (minute) => 0.0006 * (1 + 0.5 * wave(`${name} errors`, minute)) + 0.085 * fails(minute),
    ),
    of(
      'cluster:apiserver_request_sli_duration_seconds:p99_rate5m',
      (minute) => (0.22 + 1.9 * fails(minute)) * (1 + 0.15 * wave(`${name} slow`, minute)),
    ),
    ...['create', 'delete', 'get', 'update'].map((operation) =>
      of(
        'operation:etcd_request_duration_seconds:p99_rate5m',
        (minute) =>
          (0.02 + 0.015 * chance(operation) + 0.6 * fails(minute)) *
          (1 + 0.2 * wave(`${name} etcd ${operation}`, minute)),
        { operation },
      ),
    ),
    about('cluster:coredns_dns_responses_errors:ratio_rate5m', 0.002, 0.5),
    about('cluster:coredns_dns_request_duration_seconds:p99_rate5m', 0.012, 0.3),
    of(
      'cluster:apiserver_client_certificate_expiration_seconds:p01_rate5m',
      (minute) => (name === 'stage-eu-1' ? 9.5 : 30 + 60 * chance(name)) * DAY - minute * 60,
    ),
    of('cluster:prometheus_tsdb_head_series:max', (minute) =>
      Math.round(series * (1 + 0.04 * wave(`${name} series`, minute))),
    ),
    about('cluster:prometheus_tsdb_head_samples_appended:rate5m', series / 15, 0.03),
    about('cluster:prometheus_resident_memory_bytes:max', 2.5e8 + series * 5000, 0.06),
    about('cluster:prometheus_cpu_seconds:rate5m', series / 60_000, 0.2),
    about('cluster:prometheus_rule_group_last_duration_seconds:sum', series / 80_000, 0.2),
    about('cluster:prometheus_engine_query_duration_seconds:p99', 0.06, 0.5),
    ...jobs.flatMap(({ job, samples }) => [
      of('job:up:count', () => nodes.length, { job }),
      of('job:up:avg', (minute) => (isRestarted(name, job, minute) ? 0 : 1), { job }),
      of('job:scrape_samples_post_metric_relabeling:sum', () => samples, { job }),
      of(
        'job:scrape_series_added:sum1h',
        () => Math.round(samples * 0.05 * (1 + chance(job + name))),
        { job },
      ),
    ]),
    ...pushes(member),
  ];
}

/** One Pushgateway is not there for a while, as its node is drained. */
const isRestarted = (member: string, job: string, minute: number) =>
  member === 'prod-eu-1' && job === PUSHGATEWAY && minute >= 250 && minute < 262;

const PUSHGATEWAY = 'banzaicloud-pushgateway';

/** The jobs of a member, and how much of its series each has. */
const JOBS = [
  ['kubernetes-apiservers', 4],
  ['kubernetes-cadvisor', 3],
  ['kubernetes-nodes', 2],
  ['kubernetes-service-endpoints', 2.4],
  ['node_exporter', 1.2],
  [PUSHGATEWAY, 0.1],
  ['prometheus', 0.4],
] as const;

/** Batch jobs push when they are done; one has been silent for two days. */
function pushes(member: Member): Made[] {
  const jobs = [
    ['nightly-backup', 1440],
    ['invoice-run', 60],
    ['report-export', 30],
  ] as const;
  return jobs.map(([job, every]) => {
    const silent = member.name === 'prod-us-1' && job === 'invoice-run';
    const late = Math.round(every * chance(`${member.name} ${job}`));
    return ofMember(member, 'job:push_time_seconds:max', { job }, (minute) =>
      silent ? BEGIN - 2 * DAY : BEGIN + (Math.floor((minute + late) / every) * every - late) * 60,
    );
  });
}
