import { JOB } from '../../model/jobs';
import type { PrometheusServer } from '../../model/types';
import type { ScrapeConfig } from '../types';

/** The Prometheus itself, below its route prefix. */
export function self({ containerPort, routePrefix }: PrometheusServer): ScrapeConfig {
  return {
    job_name: JOB.prometheus,
    metrics_path: `${routePrefix}/metrics`,
    static_configs: [{ targets: [`localhost:${containerPort}`] }],
  };
}
