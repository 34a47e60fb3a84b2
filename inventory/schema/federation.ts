import { z } from 'zod';
import { checkTarget } from '../../language/target';
import { checkVectorSelector } from '../../language/vector-selector';
import { parsedText, text } from './formats';
import { httpClient, httpClientAdvice, scrapeProof } from './http-client';
import { count, dnsLabel, duration, labels, size } from './scalars';
import { timeoutWithin } from './timeout';
import { refusing } from './walk';

/** Whence it follows what is fetched of a member. */
export const FEDERATION_MODES = ['compiled', 'raw'] as const;

export type FederationMode = (typeof FEDERATION_MODES)[number];

/** One PromQL vector selector, as `match[]` takes it. */
export const selector = parsedText(
  checkVectorSelector,
  'PromQL vector selector, such as {job="kubernetes-nodes"}.',
);

/** A vector selector that begins with the name of a metric. */
export const namedSelector = parsedText(
  (value) =>
    checkVectorSelector(value) ??
    (/^[a-zA-Z_:][\w:]*\s*(\{|$)/.test(value)
      ? undefined
      : `names no metric, found ${JSON.stringify(value)}, write kube_pod_status_phase{namespace="shop"}, say`),
  'Name of a metric, with label matchers or without, such as kube_pod_status_phase{namespace="shop"}.',
);

/** A list of selectors. */
export const matches = (description: string) => z.array(selector).min(1).meta({ description });

/** What a federation request may bring; one more fails it. */
export const limits = {
  sampleLimit: count(1, 'Samples a request may bring; one more fails the scrape.').optional(),
  bodySizeLimit: size(
    'Uncompressed bytes a request may bring; one more fails the scrape.',
  ).optional(),
  labelLimit: count(1, 'Labels a series may have.').optional(),
  labelNameLengthLimit: count(1, 'Bytes a label name may have.').optional(),
  labelValueLengthLimit: count(1, 'Bytes a label value may have.').optional(),
};

const federateFromEntry = z
  .strictObject({
    name: dnsLabel('Name of the scrape job.').optional(),
    targets: z
      .array(text(checkTarget, 'host:port of a Prometheus.'))
      .min(1)
      .meta({ description: 'Addresses of the Prometheus servers, host:port.' }),
    match: matches('Series to fetch: PromQL vector selectors.'),
    interval: duration('Time between two requests.').optional(),
    timeout: duration(
      'Longest a request may take. Default: 10s, or the interval if less.',
    ).optional(),
    scheme: z.enum(['http', 'https']).meta({ description: 'Scheme of the targets.' }).optional(),
    path: text(
      (value) =>
        /^\/[^\s?#]*$/.test(value)
          ? undefined
          : `not a path, found ${JSON.stringify(value)}, write /federate, say`,
      'Path of the federation endpoint.',
    ).optional(),
    labels: labels('Target labels.').optional(),
    ...limits,
    ...httpClient,
  })
  .superRefine((entry, context) => {
    timeoutWithin(entry.interval, entry.timeout, 'timeout', context);
    scrapeProof(entry, context);
  })
  .meta({ id: 'federateFrom', description: 'Another Prometheus to federate.' });

/** Another Prometheus, read over plain static targets. */
export const federateFrom = refusing(federateFromEntry, httpClientAdvice);
