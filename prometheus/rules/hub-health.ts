import type { Hub, HubVolume } from '../../model/types';
import { ofHub } from '../relabel/federation-marker';
import type { HubAlert } from './hub-alert';
import { alert } from './rule';

/** Counters of samples that the hub was sent and did not keep. */
export const REJECTED = [
  'prometheus_target_scrapes_sample_out_of_bounds_total',
  'prometheus_target_scrapes_sample_out_of_order_total',
  'prometheus_target_scrapes_sample_duplicate_timestamp_total',
  'prometheus_tsdb_too_old_samples_total',
];

/** Counters of what went wrong on the hub's disk. */
const FAILED = [
  'prometheus_tsdb_compactions_failed_total',
  'prometheus_tsdb_reloads_failures_total',
  'prometheus_tsdb_head_truncations_failed_total',
  'prometheus_tsdb_checkpoint_creations_failed_total',
  'prometheus_tsdb_checkpoint_deletions_failed_total',
  'prometheus_tsdb_wal_truncations_failed_total',
  'prometheus_tsdb_wal_writes_failed_total',
];

/** Counters of what a start found damaged: they begin at their number, so nothing increases. */
const DAMAGED = [
  'prometheus_tsdb_wal_corruptions_total',
  'prometheus_tsdb_mmap_chunk_corruptions_total',
];

/** What Prometheus keeps on its volume, as far as it says: metrics in bytes. */
export const ON_DISK = {
  blocks: 'prometheus_tsdb_storage_blocks_bytes',
  wal: 'prometheus_tsdb_wal_storage_size_bytes',
  headChunks: 'prometheus_tsdb_head_chunks_storage_size_bytes',
} as const;

/** Alerts on losses inside the hub's Prometheus. */
export function healthRules({ server, volume }: Hub): HubAlert[] {
  return [
    samplesRejected(),
    rulesFailing(),
    storesNothing(),
    storageFailing(),
    storageDamaged(),
    ...(server.highlyAvailable ? [replicaDown()] : []),
    ...(volume ? [diskNearlyFull(volume)] : []),
  ];
}

function samplesRejected(): HubAlert {
  return alert(
    'HubSamplesRejected',
    'warning',
    any(
      REJECTED,
      (counter) => `sum by (instance, promfleet_job) (rate(${counter}${ofHub()}[10m])) > 0`,
    ),
    '10m',
    'The hub does not keep all samples it is sent',
    'For a while {{ $labels.instance }} has counted {{ $labels.counter }}: {{ printf "%.2g" $value }} samples a second. The clock of a member is wrong, or two replicas of one answer for each other. ClusterMissing and FederationClockSkewed name it.',
  );
}

function rulesFailing(): HubAlert {
  const counters = [
    'prometheus_rule_evaluation_failures_total',
    'prometheus_rule_group_iterations_missed_total',
  ];
  return alert(
    'HubRulesFailing',
    'critical',
    any(
      counters,
      (counter) =>
        `sum by (instance, promfleet_job, rule_group) (increase(${counter}${ofHub()}[10m])) > 0`,
    ),
    '5m',
    'Rules of the hub are not evaluated',
    'The group {{ $labels.rule_group }} of {{ $labels.instance }} counts {{ $labels.counter }}: its alerts and recordings cannot be relied on. The /rules page has the error.',
  );
}

/** A full volume takes the counters that tell of it as little as anything else, while it is full. */
function storesNothing(): HubAlert {
  return alert(
    'HubStoresNothing',
    'critical',
    `absent_over_time(up${ofHub()}[5m])`,
    '5m',
    'The hub stores no samples',
    'For a while the hub has stored nothing, not even of itself, whatever /targets shows, so no other alert can be relied on. If its log says "no space left on device", make room and restart it at once: what comes in before a restart may be lost with it.',
  );
}

function storageFailing(): HubAlert {
  return alert(
    'HubStorageFailing',
    'critical',
    any(FAILED, (counter) => `increase(${counter}${ofHub()}[1h]) > 0`),
    '0s',
    "The hub's storage fails",
    'In the last hour {{ $labels.instance }} counted {{ $labels.counter }}: its volume is full or broken, and samples are lost. Its log says why.',
  );
}

function storageDamaged(): HubAlert {
  return alert(
    'HubStorageDamaged',
    'warning',
    any(DAMAGED, (counter) => `${counter}${ofHub()} > 0`),
    '0s',
    'The hub found its storage damaged',
    'When {{ $labels.instance }} started it counted {{ $labels.counter }}: the samples behind the damage are lost. This ends with the next start.',
  );
}

/** As long as a start may take, which replays the write-ahead log. */
function replicaDown(): HubAlert {
  return alert(
    'HubReplicaDown',
    'warning',
    `up${ofHub()} == 0`,
    '15m',
    'A replica of the hub is down',
    'For a while the other replicas have not reached {{ $labels.instance }}: what it would scrape is at those alone. The log of its pod says why it does not start.',
  );
}

function diskNearlyFull({ size, bytes, fullAbove }: HubVolume): HubAlert {
  const used = Object.values(ON_DISK)
    .map((metric) => `${metric}${ofHub()}`)
    .join(' + ');
  return alert(
    'HubDiskNearlyFull',
    'warning',
    `(${used}) / ${bytes} > ${fullAbove}`,
    '15m',
    "The hub's volume is nearly full",
    `{{ $labels.instance }} uses {{ $value | humanizePercentage }} of the ${size} in hub.storage. Without 512 MiB of room no block is written, and a full volume loses every sample: shorten hub.retention, or enlarge the volume.`,
  );
}

/** Whichever of several counters, each with its name as the label `counter`. */
function any(counters: readonly string[], expr: (counter: string) => string): string {
  return counters
    .map((counter) => `label_replace(${expr(counter)}, "counter", "${counter}", "", "")`)
    .join(' or ');
}
