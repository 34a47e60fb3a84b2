import type { ImageName } from '../../model/components';
import type { PrometheusServer, Workload } from '../../model/types';
import type { Draft } from './template/draft';

/** A workload whose image is known only to the chart's user, and what follows from its tag. */
export function withImage<Of extends Workload>(
  workload: Of,
  name: ImageName,
  draft: Draft<never>,
): Of {
  return {
    ...workload,
    image: draft.text(`$images.${name}.reference`),
    labels: {
      ...workload.labels,
      'app.kubernetes.io/version': draft.text(`$images.${name}.version`),
    },
  };
}

/** A Prometheus server, whose user and flags follow from its tag too. */
export function withPrometheusImage(
  server: PrometheusServer,
  draft: Draft<'autoReloadFlag' | 'extraScrapeMetrics'>,
): PrometheusServer {
  return {
    ...withImage(server, 'prometheus', draft as Draft<never>),
    user: draft.number('$images.prometheus.user'),
    features: {
      autoReloadFlag: draft.on('autoReloadFlag'),
      extraScrapeMetrics: draft.on('extraScrapeMetrics'),
    },
  };
}
