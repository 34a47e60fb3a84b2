import { z } from 'zod';
import { checkTarget } from '../../language/target';
import { checkVectorSelector } from '../../language/vector-selector';
import { parsedText, text } from './formats';
import { dnsLabel, duration, labels } from './scalars';
import { timeoutWithin } from './timeout';

/** One PromQL vector selector, as `match[]` takes it. */
export const selector = parsedText(
  checkVectorSelector,
  'PromQL vector selector, such as {job="kubernetes-nodes"}.',
);

/** A list of selectors. */
export const matches = (description: string) => z.array(selector).min(1).meta({ description });

/** Another Prometheus, read over plain static targets. */
export const federateFrom = z
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
  })
  .superRefine(({ interval, timeout }, context) =>
    timeoutWithin(interval, timeout, 'timeout', context),
  )
  .meta({ id: 'federateFrom', description: 'Another Prometheus to federate.' });
