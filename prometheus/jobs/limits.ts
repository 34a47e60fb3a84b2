import type { Monitor, ScrapeLimits } from '../../model/types';
import type { ScrapeConfig } from '../types';

/**
 * Limits of a job whose targets or samples are tenants': each is of one target, so that who exceeds
 * one blinds himself.
 *
 * There is no `target_limit`: it fails every target of its job, and whoever may create a Service
 * could make as many targets as it takes to blind all others. What keeps their number small is a
 * ResourceQuota of the tenant's namespace.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function tenantLimits({ limits }: Monitor) {
  return {
    sample_limit: limits.samples,
    body_size_limit: limits.bodySize,
    ...labelLimits(limits),
  } satisfies Partial<ScrapeConfig>;
}

/**
 * Limits of a job whose targets are ours but grow with the cluster: any number of samples, or
 * tenants could blind it by creating objects.
 */
export function ownLimits({ limits }: Monitor) {
  return labelLimits(limits);
}

function labelLimits({ labels, labelNameLength, labelValueLength }: ScrapeLimits) {
  return {
    label_limit: labels,
    label_name_length_limit: labelNameLength,
    label_value_length_limit: labelValueLength,
  };
}
