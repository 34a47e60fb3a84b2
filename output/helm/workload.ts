import type { ImageName } from '../../model/components';
import type { MountedSecret, PrometheusServer, Workload } from '../../model/types';
import type { Draft, Marker } from './template/draft';
import type { Scope } from './template/marks';

/** A workload whose image is known only to the chart's user, and what follows from its tag. */
export function withImage<Of extends Workload>(workload: Of, name: ImageName, one: Marker): Of {
  return {
    ...workload,
    image: one.text(`$images.${name}.reference`),
    labels: {
      ...workload.labels,
      'app.kubernetes.io/version': one.text(`$images.${name}.version`),
    },
  };
}

/** A Secret of a list that pods mount. */
export const mounted = (one: Marker): MountedSecret => ({
  name: one.plain('$secret'),
  volume: one.plain('printf "secret-%d" $index'),
});

type ServerFlag =
  | 'highlyAvailable'
  | 'secrets'
  | 'retentionSize'
  | 'autoReloadFlag'
  | 'extraScrapeMetrics';

/**
 * A Prometheus server as far as it follows from flags, and from its image.
 *
 * @param variable - what has its settings, in the language of templates
 * @param secrets - the list of the Secrets that it mounts
 */
export function withFlags(
  server: PrometheusServer,
  draft: Draft<ServerFlag>,
  variable: string,
  secrets: Scope,
): PrometheusServer {
  return {
    ...withImage(server, 'prometheus', draft),
    highlyAvailable: draft.on('highlyAvailable'),
    retentionSize: draft.if('retentionSize', draft.plain(`${variable}.retentionSize`)),
    dataLimit: draft.if('retentionSize', draft.plain(`${variable}.dataLimit`)),
    args: [draft.whole(`${variable}.args`)],
    externalUrl: draft.text(`${variable}.externalUrl`),
    secrets: draft.on('secrets') ? draft.each(secrets, mounted) : [],
    user: draft.number('$images.prometheus.user'),
    features: {
      autoReloadFlag: draft.on('autoReloadFlag'),
      extraScrapeMetrics: draft.on('extraScrapeMetrics'),
      // What follows from it is a flag of its own.
      typeAndUnitLabels: false,
    },
  };
}
