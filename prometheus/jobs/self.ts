import { HUB_PROMETHEUS, MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import type { Hub, Monitor } from '../../model/types';
import { HUB_TARGETS_FILE } from '../files';
import { always, type Job } from './job';

/** A member's Prometheus itself, below its route prefix. */
export const MONITOR_SELF: Job<Monitor> = {
  name: MONITOR_PROMETHEUS.job,
  exists: always,
  config: ({ server }) => ({
    metrics_path: `${server.routePrefix}/metrics`,
    static_configs: [{ targets: [`localhost:${server.port}`] }],
  }),
};

/**
 * The hub's Prometheus itself.
 *
 * Its targets are read from a file, over and over, for the sake of the federation jobs: one whose
 * CA file is missing cannot be started, and Prometheus tries again only when some discovery
 * reports. With nothing but static targets it would wait for the next change of its configuration.
 *
 * https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/manager.go (`reload`)
 */
export const HUB_SELF: Job<Hub> = {
  name: HUB_PROMETHEUS.job,
  exists: always,
  config: ({ server }) => ({
    metrics_path: `${server.routePrefix}/metrics`,
    file_sd_configs: [{ files: [HUB_TARGETS_FILE], refresh_interval: '30s' }],
  }),
};
