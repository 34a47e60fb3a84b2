import { HUB_MARK, INVENTORY_MARK } from '../../../prometheus/relabel/federation-marker';
import { EXPIRY, RENEWAL, TYPE_LABEL } from '../../../prometheus/rules/credential-ends';
import { BEGIN, END, type Made, MEMBERS, type Member, MINUTES, TROUBLE } from './members';
import { chance, wave } from './noise';

/** What the hub itself says: of its requests, of its inventory, of itself and its Alertmanager. */
export const hubSeries = (): Made[] => [
  ...MEMBERS.flatMap(requests),
  ...MEMBERS.flatMap(inventory),
  ...hub(),
  ...alertmanager(),
];

const DAY = 86_400;

/** Whose credential ends soon, and who has a token. */
const [SOON, TOKEN] = ['stage-eu-1', 'shop-br-1'];

const isGone = ({ name }: Member, minute: number) =>
  name === TROUBLE.missing.member && minute >= TROUBLE.missing.from;

/** Samples of a request: no two members are alike. */
const samplesOf = ({ name, nodes }: Member) =>
  nodes.length * 140 + Math.round(90 * chance(`${name} samples`));

function requests(member: Member): Made[] {
  const { name: cluster } = member;
  const labels = {
    cluster,
    job: cluster,
    instance: `${cluster}.example.com:443`,
    promfleet_job: 'federation',
  };
  const samples = samplesOf(member);
  const of = (name: string, at: (minute: number) => number | undefined): Made => ({
    name,
    labels,
    at,
  });
  const while_ = (value: (minute: number) => number, else_: number) => (minute: number) =>
    isGone(member, minute) ? else_ : value(minute);
  return [
    of(
      'up',
      while_(() => 1, 0),
    ),
    of(
      'scrape_duration_seconds',
      while_((minute) => {
        const slow = cluster === TROUBLE.errors.member && minute >= TROUBLE.errors.from ? 4.6 : 0;
        return (0.12 + 0.3 * chance(cluster)) * (1 + 0.3 * wave(`${cluster} takes`, minute)) + slow;
      }, 7),
    ),
    of('scrape_timeout_seconds', () => 7),
    of('scrape_sample_limit', () => 4000),
    of(
      'scrape_samples_scraped',
      while_(() => samples, 0),
    ),
    of(
      'scrape_samples_post_metric_relabeling',
      while_(() => samples, 0),
    ),
    of(
      'scrape_body_size_bytes',
      while_(() => samples * 130, 0),
    ),
    of(
      'scrape_series_added',
      while_((minute) => Math.round(3 * chance(`${cluster} new ${minute}`)), 0),
    ),
  ];
}

function inventory(member: Member): Made[] {
  const labels = { cluster: member.name, ...INVENTORY_MARK };
  const ends = END + (member.name === SOON ? 9.5 : 20 + 65 * chance(`${member.name} ends`)) * DAY;
  const credential = { ...labels, [TYPE_LABEL]: member.name === TOKEN ? 'token' : 'certificate' };
  return [
    { name: EXPIRY, labels: credential, at: () => ends },
    { name: RENEWAL, labels: credential, at: () => ends - 14 * DAY },
    { name: 'promfleet_cluster_info', labels, at: () => 1 },
    {
      name: 'promfleet_cluster_series',
      labels,
      at: (minute) => (isGone(member, minute - 5) ? undefined : samplesOf(member)),
    },
  ];
}

function hub(): Made[] {
  return ['hub-0:9090', 'hub-1:9090'].flatMap((instance) => {
    const own = (name: string, at: (minute: number) => number, labels = {}): Made => ({
      name,
      labels: { instance, job: 'prometheus', ...HUB_MARK, ...labels },
      at,
    });
    const about = (name: string, base: number, moves: number, labels = {}) =>
      own(name, (minute) => base * (1 + moves * wave(`${instance} ${name}`, minute)), labels);
    const counter = (name: string, perSecond: number, labels = {}) =>
      own(name, (minute) => 1e6 + minute * 60 * perSecond, labels);
    const rejected = ['out_of_bounds', 'out_of_order', 'duplicate_timestamp'];
    return [
      own('up', () => 1),
      own('prometheus_config_last_reload_successful', (minute) =>
        minute > 200 && minute < 225 ? 0 : 1,
      ),
      about('prometheus_tsdb_head_series', 5200, 0.02),
      about('process_resident_memory_bytes', 4.2e8, 0.05),
      counter('process_cpu_seconds_total', 0.06),
      counter('prometheus_tsdb_head_samples_appended_total', 210 + 30 * chance(instance)),
      own('prometheus_tsdb_storage_blocks_bytes', (minute) => 3.1e9 + minute * 2e5),
      about('prometheus_tsdb_wal_storage_size_bytes', 6e7, 0.2),
      about('prometheus_tsdb_head_chunks_storage_size_bytes', 2.5e7, 0.2),
      own('prometheus_tsdb_lowest_timestamp_seconds', () => BEGIN - 12 * DAY),
      own('prometheus_tsdb_head_max_time_seconds', (minute) => BEGIN + minute * 60),
      ...['fleet', 'inventory', 'relay'].flatMap((rule_group) => [
        about('prometheus_rule_group_last_duration_seconds', 0.05 + 0.2 * chance(rule_group), 0.3, {
          rule_group,
        }),
        own('prometheus_rule_group_interval_seconds', () => 30, { rule_group }),
      ]),
      about('prometheus_engine_query_duration_seconds', 0.09, 0.5, {
        slice: 'inner_eval',
        quantile: '0.99',
      }),
      ...rejected.map((why) =>
        counter(`prometheus_target_scrapes_sample_${why}_total`, why === 'out_of_order' ? 0.02 : 0),
      ),
      counter('prometheus_tsdb_too_old_samples_total', 0),
      counter('prometheus_notifications_sent_total', 0.2, {
        alertmanager: 'http://alertmanager:9093',
      }),
      counter('prometheus_notifications_errors_total', 0, {
        alertmanager: 'http://alertmanager:9093',
      }),
    ];
  });
}

function alertmanager(): Made[] {
  const labels = {
    instance: 'alertmanager-0:9093',
    job: 'alertmanager',
    promfleet_job: 'alertmanager',
  };
  const own = (name: string, more: object, at: (minute: number) => number): Made => ({
    name,
    labels: { ...labels, ...more },
    at,
  });
  const since = (minute: number, from: number) => Math.max(0, minute - from);
  const begins = MINUTES - 95;
  return ['email', 'webhook']
    .flatMap((integration, index) => [
      own('alertmanager_notifications_total', { integration }, (minute) =>
        Math.floor(40 + minute / 60 + since(minute, begins) / (4 + index)),
      ),
      own('alertmanager_notifications_failed_total', { integration, reason: 'other' }, (minute) =>
        index === 0 ? 0 : Math.floor(since(minute, MINUTES - 30) / 15),
      ),
    ])
    .concat(
      own('alertmanager_alerts', { state: 'active' }, (minute) => (minute < begins ? 2 : 9)),
      own('alertmanager_alerts', { state: 'suppressed' }, (minute) => (minute < begins ? 0 : 3)),
      own('alertmanager_silences', { state: 'active' }, () => 1),
      own('alertmanager_silences', { state: 'pending' }, () => 0),
      own('alertmanager_notifications_suppressed_total', { reason: 'inhibition' }, (minute) =>
        Math.floor(since(minute, begins) / 5),
      ),
    );
}
