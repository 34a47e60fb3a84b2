import { z } from 'zod';
import { checkExternalUrl } from '../../language/external-url';
import {
  checkPrometheusArgument,
  flagOf,
  isRepeatable,
  PROMETHEUS_ARGUMENT,
} from '../../language/prometheus-flags';
import { text } from './formats';
import { once } from './once';
import { labels, size } from './scalars';

/** Prometheus refuses most flags that it is given twice. */
const flagsOnce = once(
  (flag) => `Prometheus takes a flag once, found --${flag} again, leave it out`,
  (argument: string) => {
    const flag = flagOf(argument);
    return isRepeatable(flag) ? undefined : flag;
  },
);

/** What a Prometheus is told on its command line, and what it says of itself elsewhere. */
export const prometheusSettings = {
  retentionSize: size(
    'How many bytes of samples are kept, whatever `retention` says; 0B for any number. Default: any number, or 8GB in a member and 40GB at the hub without `storage`.',
  ).optional(),
  args: z
    .array(
      text(checkPrometheusArgument, 'Argument, such as --query.timeout=1m.', PROMETHEUS_ARGUMENT),
    )
    .superRefine(flagsOnce)
    .meta({
      description:
        'Further arguments of Prometheus, --flag=value or --flag; not those that promfleet gives it. Default: none.',
    })
    .optional(),
  externalUrl: text(
    checkExternalUrl,
    'URL by which people reach Prometheus, for the links that it makes. Default: that of its Service.',
  ).optional(),
  externalLabels: labels(
    'Labels of all that leaves this Prometheus: what is federated, remotely written and alerted on. Default: none.',
  ).optional(),
};
