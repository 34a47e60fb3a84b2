import { z } from 'zod';
import { isSecretKey } from '../../diagnostics';
import { durationMs } from '../../language/duration';
import { requestProof } from './http-client';
import { outsideClient, outsideClientAdvice } from './outside-client';
import { outsideUrl } from './outside-url';
import { relabelConfigs } from './relabel';
import { count, duration, flag } from './scalars';
import { refusing } from './walk';

/** Headers that Prometheus writes itself. */
const RESERVED = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'user-agent',
  'www-authenticate',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-prometheus-remote-read-version',
  'x-prometheus-remote-write-version',
]);

const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

function checkHeader(name: string, value: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === 'authorization' || lower === 'cookie' || isSecretKey(name)) {
    return 'a secret does not belong in the fleet file, found a header that is one, write `authorization`, `basic_auth` or `oauth2`';
  }
  if (RESERVED.has(lower)) {
    return `Prometheus writes this header itself, found ${JSON.stringify(name)}, leave it out`;
  }
  if (!HEADER.test(name)) {
    return `not the name of a header, found ${JSON.stringify(name)}, write X-Scope-OrgID, say`;
  }
  return /^[\t -~]*$/.test(value)
    ? undefined
    : `not the value of a header, found ${JSON.stringify(value)}, write printable ASCII`;
}

const headers = z
  .record(z.string(), z.string())
  .superRefine((written, context) => {
    for (const [name, value] of Object.entries(written)) {
      const message = checkHeader(name, value);
      if (message) context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .meta({ description: 'Headers of requests, such as X-Scope-OrgID; none that is a secret.' });

/** Of Prometheus's own: what one end of a range is where only the other is written. */
const SHARDS = { min: 1, max: 50 } as const;
const BACKOFF = { min: '30ms', max: '5s' } as const;

/** What is wrong with a range that begins beyond its end, at the end that is written. */
const ends = (what: string, isMin: boolean, min: string, max: string): [string, string] =>
  isMin
    ? [`beyond \`max_${what}\`, found ${min} and ${max}, write at most ${max}`, `min_${what}`]
    : [`below \`min_${what}\`, found ${max} and ${min}, write at least ${min}`, `max_${what}`];

/** https://prometheus.io/docs/practices/remote_write/ */
const queue = z
  .strictObject({
    capacity: count(1, 'Samples that wait in a shard.').optional(),
    max_shards: count(1, 'Requests at a time, at most. Default: 50.').optional(),
    min_shards: count(1, 'Requests at a time, at least. Default: 1.').optional(),
    max_samples_per_send: count(1, 'Samples of a request.').optional(),
    batch_send_deadline: duration('How long samples wait for a request to be full.').optional(),
    min_backoff: duration('First wait before a request is tried again. Default: 30ms.').optional(),
    max_backoff: duration('Longest wait between tries. Default: 5s.').optional(),
    retry_on_http_429: flag('Try again what is refused with 429. Default: false.').optional(),
    sample_age_limit: duration('Age from which samples are given up. Default: none.').optional(),
  })
  .superRefine((given, context) => {
    const wrong = (message: string, path: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { min_shards: min = SHARDS.min, max_shards: max = SHARDS.max } = given;
    if (min > max) {
      wrong(...ends('shards', given.min_shards !== undefined, String(min), String(max)));
    }
    const { min_backoff: first = BACKOFF.min, max_backoff: longest = BACKOFF.max } = given;
    if (durationMs(first) > durationMs(longest)) {
      wrong(...ends('backoff', given.min_backoff !== undefined, first, longest));
    }
  })
  .meta({ id: 'queueConfig', description: 'How samples wait and are sent.' });

const metadata = z
  .strictObject({
    send: flag("Send the metrics' types and help. Default: true.").optional(),
    send_interval: duration('Time between two times of that. Default: 1m.').optional(),
    max_samples_per_send: count(1, 'Metrics of a request.').optional(),
  })
  .meta({ id: 'metadataConfig', description: "The metrics' types and help." });

const remoteWrite = z
  .strictObject({
    url: outsideUrl('Where samples are written to.'),
    name: z
      .string()
      .min(1)
      .meta({ description: 'Name in metrics and the log, unique. Default: a hash of the entry.' })
      .optional(),
    remote_timeout: duration('Longest a request may take. Default: 30s.').optional(),
    headers: headers.optional(),
    write_relabel_configs: relabelConfigs(
      'Rules for what is written; external labels are on it already.',
    ).optional(),
    protobuf_message: z
      .enum(['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'])
      .meta({ description: 'Version of the protocol, 1 or 2. Default: prometheus.WriteRequest.' })
      .optional(),
    send_exemplars: flag('Send exemplars. Default: false.').optional(),
    send_native_histograms: flag('Send native histograms. Default: false.').optional(),
    queue_config: queue.optional(),
    metadata_config: metadata.optional(),
    ...outsideClient,
  })
  .superRefine(requestProof)
  .meta({ id: 'remoteWrite', description: 'Where samples are written to, too.' });

/**
 * The part of `<remote_write>` that promfleet takes.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
export const remoteWrites = z
  .array(refusing(remoteWrite, outsideClientAdvice))
  .superRefine((entries, context) => {
    const first = new Map<string, number>();
    for (const [index, entry] of entries.entries()) {
      const { name } = entry;
      const known = name === undefined ? JSON.stringify(entry) : `name ${name}`;
      const earlier = first.get(known);
      if (earlier === undefined) {
        first.set(known, index);
        continue;
      }
      const message =
        name === undefined
          ? `the same as entry ${earlier}, which Prometheus refuses, leave one out`
          : `the name ${JSON.stringify(name)} is taken by entry ${earlier}, write another`;
      const path = name === undefined ? [index] : [index, 'name'];
      context.addIssue({ code: 'custom', path, message });
    }
  })
  .meta({
    description:
      "Where samples are written to as well, in Prometheus's own form. A cluster's list replaces the defaults'.",
  });
