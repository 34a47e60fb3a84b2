import type { Check } from './check';
import { checkDuration } from './duration';
import { nearest } from './nearest';
import { checkSize } from './quantity';

/** What a flag takes; a list has all values that there are. */
type Kind =
  | 'switch'
  | 'text'
  | 'number'
  | 'fraction'
  | 'duration'
  | 'size'
  | 'features'
  | readonly string[];

/*
 * The flags of Prometheus 3.14, those that its --help hides among them:
 * https://github.com/prometheus/prometheus/blob/v3.14.0/cmd/prometheus/main.go
 * https://github.com/prometheus/common/blob/main/promslog/flag/flag.go
 */

/** Flags that people may set, and what they take. */
const FLAGS: Readonly<Record<string, Kind>> = {
  'alertmanager.drain-notification-queue-on-shutdown': 'switch',
  'alertmanager.notification-batch-size': 'number',
  'alertmanager.notification-queue-capacity': 'number',
  'auto-gomaxprocs': 'switch',
  'auto-gomemlimit': 'switch',
  'auto-gomemlimit.ratio': 'fraction',
  'config.auto-reload-interval': 'duration',
  'enable-feature': 'features',
  'log.format': ['logfmt', 'json'],
  'log.level': ['debug', 'info', 'warn', 'error'],
  'query.lookback-delta': 'duration',
  'query.max-concurrency': 'number',
  'query.max-samples': 'number',
  'query.timeout': 'duration',
  'rules.alert.for-grace-period': 'duration',
  'rules.alert.for-outage-tolerance': 'duration',
  'rules.alert.resend-delay': 'duration',
  'rules.max-concurrent-evals': 'number',
  'scrape.adjust-timestamps': 'switch',
  'scrape.discovery-reload-interval': 'duration',
  'scrape.timestamp-tolerance': 'duration',
  'storage.remote.flush-deadline': 'duration',
  'storage.remote.read-max-bytes-in-frame': 'number',
  'storage.tsdb.allow-overlapping-compaction': 'switch',
  'storage.tsdb.block-reload-interval': 'duration',
  'storage.tsdb.delay-compact-file.path': 'text',
  'storage.tsdb.delayed-compaction.max-percent': 'number',
  'storage.tsdb.head-chunks-write-queue-size': 'number',
  'storage.tsdb.max-block-chunk-segment-size': 'size',
  'storage.tsdb.max-block-duration': 'duration',
  'storage.tsdb.min-block-duration': 'duration',
  'storage.tsdb.no-lockfile': 'switch',
  'storage.tsdb.samples-per-chunk': 'number',
  'storage.tsdb.wal-compression': 'switch',
  'storage.tsdb.wal-compression-type': ['snappy', 'zstd'],
  'storage.tsdb.wal-segment-size': 'size',
  'web.max-connections': 'number',
  'web.max-notifications-subscribers': 'number',
  'web.page-title': 'text',
  'web.read-timeout': 'duration',
  'web.search.max-limit': 'number',
};

/** Flags that promfleet sets, and the key by which it does if there is one. */
const SET = {
  'config.auto-reload': undefined,
  'config.file': undefined,
  'storage.remote.read-concurrent-limit': undefined,
  'storage.remote.read-sample-limit': undefined,
  'storage.tsdb.path': undefined,
  'storage.tsdb.retention.size': 'retentionSize',
  'storage.tsdb.retention.time': 'retention',
  'web.cors.origin': undefined,
  'web.external-url': 'externalUrl',
  'web.listen-address': undefined,
  'web.route-prefix': undefined,
} as const;

/** Whoever builds the command line has to give each of these its value, or say that it has none. */
export type SetFlag = keyof typeof SET;

/**
 * Who reaches the server is not asked who he is: the API server's proxy takes credentials away, and
 * where the addresses of API servers are not known any pod gets through.
 */
const OPENS = (what: string) =>
  `it lets whoever reaches the server ${what}, and nobody is asked who he is`;

const AGENT = 'an agent keeps nothing that the hub could federate';
const PAGES = 'its pages are the ones that it comes with';

/** Flags that are refused, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  agent: AGENT,
  'storage.agent.checkpoint-batch-size': AGENT,
  'storage.agent.checkpoint-from-in-memory-series': AGENT,
  'storage.agent.no-lockfile': AGENT,
  'storage.agent.path': AGENT,
  'storage.agent.retention.max-time': AGENT,
  'storage.agent.retention.min-time': AGENT,
  'storage.agent.wal-compression': AGENT,
  'storage.agent.wal-compression-type': AGENT,
  'storage.agent.wal-segment-size': AGENT,
  'storage.agent.wal-truncate-frequency': AGENT,
  help: 'it prints its flags and ends',
  'help-long': 'it prints its flags and ends',
  'help-man': 'it prints its flags and ends',
  version: 'it prints its version and ends',
  'write-documentation': 'it prints its documentation and ends',
  'web.config.file': 'probes and the hub speak plain HTTP to it; `federateOnly` puts TLS in front',
  'web.console.libraries': PAGES,
  'web.console.templates': PAGES,
  'web.user-assets': PAGES,
  'web.enable-admin-api': OPENS('delete series'),
  'web.enable-lifecycle': OPENS('end it'),
  'web.enable-otlp-receiver': OPENS('write into it'),
  'web.enable-remote-write-receiver': OPENS('write into it'),
  'web.remote-write-receiver.accepted-protobuf-messages': OPENS('write into it'),
};

/** Every flag that is known here, allowed or not. */
export const KNOWN_FLAGS: readonly string[] = [FLAGS, SET, REFUSED].flatMap(Object.keys).sort();

/** Features that promfleet switches on where they are wanted, and how they are asked for. */
const SET_FEATURES: Readonly<Record<string, string>> = {
  'auto-reload-config': 'promfleet sets it',
  'type-and-unit-labels': 'write `federation.typed`',
  agent: AGENT,
};

/** An argument, in parts. */
const ARGUMENT = /^--(no-)?([a-z][a-z0-9.-]*)(?:=(.*))?$/s;

/** The arguments that people may write, as a pattern of JSON Schema. */
export const PROMETHEUS_ARGUMENT = new RegExp(
  `^--(?:(?:no-)?(?:${flagsOf('switch', true)})|(?:${flagsOf('switch', false)})=.+)$`,
);

function flagsOf(kind: Kind, same: boolean): string {
  const some = Object.keys(FLAGS).filter((name) => (FLAGS[name] === kind) === same);
  return some.map((name) => name.replaceAll('.', '\\.')).join('|');
}

/** The flag that an argument sets; two arguments of one flag are refused by Prometheus. */
export const flagOf = (argument: string): string => ARGUMENT.exec(argument)?.[2] ?? argument;

/** Whether Prometheus takes a flag more than once. */
export const isRepeatable = (flag: string): boolean => flag === 'enable-feature';

/** Says what is wrong with an argument of Prometheus such as `--query.timeout=1m`. */
export const checkPrometheusArgument: Check = (argument) => {
  const found = JSON.stringify(argument);
  const [, no, name, value] = ARGUMENT.exec(argument) ?? [];
  if (name === undefined) {
    return `not an argument of Prometheus, found ${found}, write --flag=value or --flag`;
  }
  if (Object.hasOwn(SET, name)) {
    const key = SET[name as SetFlag];
    return `promfleet sets this flag, found ${found}, ${key ? `write \`${key}\` instead` : 'leave it out'}`;
  }
  if (Object.hasOwn(REFUSED, name)) return `${REFUSED[name]}, found ${found}, leave it out`;
  const kind = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  if (kind === undefined) {
    const near = nearest(name, KNOWN_FLAGS);
    return `not a flag of Prometheus 3, found ${found}, ${near ? `did you mean --${near}?` : 'see prometheus --help'}`;
  }
  if (kind === 'switch') {
    return value === undefined
      ? undefined
      : `--${name} is a switch, found ${found}, write --${name} or --no-${name}`;
  }
  if (no !== undefined || value === undefined || value === '') {
    return `--${name} takes a value, found ${found}, write --${name}=…`;
  }
  const wrong = checkValue(kind, value);
  return wrong === undefined ? undefined : `of --${name}: ${wrong}`;
};

function checkValue(kind: Kind, value: string): string | undefined {
  const found = JSON.stringify(value);
  switch (kind) {
    case 'duration':
      return checkDuration(value);
    case 'size':
      return checkSize(value);
    case 'number':
      return /^\d{1,9}$/.test(value)
        ? undefined
        : `not a whole number, found ${found}, write one such as 20`;
    case 'fraction':
      return /^(0?\.\d+|1(\.0+)?)$/.test(value) && Number(value) > 0
        ? undefined
        : `not a share, found ${found}, write one above 0 and at most 1, such as 0.9`;
    case 'features': {
      const known = value.split(',').find((feature) => Object.hasOwn(SET_FEATURES, feature));
      return known && `not to be switched on here, found "${known}", ${SET_FEATURES[known]}`;
    }
    case 'switch':
    case 'text':
      return undefined;
    default:
      return kind.includes(value)
        ? undefined
        : `expected one of ${kind.join(', ')}, found ${found}`;
  }
}
