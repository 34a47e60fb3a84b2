import type { Labels } from '../../model/types';
import type { RelabelConfig } from '../types';

const LABEL = 'promfleet_job';
const FEDERATION = 'federation';
const HUB = 'hub';
const GRAFANA = 'grafana';
const ALERTMANAGER = 'alertmanager';
const INVENTORY = 'inventory';

/** Selects what the hub itself says of its federation jobs: `up`, `scrape_samples_scraped`, … */
export const OF_FEDERATION_JOBS = `{${LABEL}="${FEDERATION}"}`;

/** Whether the labels of a target are those of a federation job. */
export const isFederation = (labels: Labels) => labels[LABEL] === FEDERATION;

/** Selects what the hub records of its inventory. */
export const OF_INVENTORY = `{${LABEL}="${INVENTORY}"}`;

/** Matches what is not the hub's own word: what members and other targets send. */
export const FROM_OUTSIDE = `${LABEL}=""`;

/** Selects the hub's metrics about itself, with further matchers if given. */
export function ofHub(...matchers: string[]): string {
  return `{${[`${LABEL}="${HUB}"`, ...matchers].join(', ')}}`;
}

/** Selects the metrics of the hub's Alertmanager, with further matchers if given. */
export function ofAlertmanager(...matchers: string[]): string {
  return `{${[`${LABEL}="${ALERTMANAGER}"`, ...matchers].join(', ')}}`;
}

/** Target labels that mark the hub's own target. */
export const HUB_MARK = { [LABEL]: HUB };

/** Target labels of the hub's Grafana, so that nobody takes its series for a member's. */
export const GRAFANA_MARK = { [LABEL]: GRAFANA };

/** Target labels of the hub's Alertmanager, so that nobody takes its series for a member's. */
export const ALERTMANAGER_MARK = { [LABEL]: ALERTMANAGER };

/** Labels of what the hub records of its inventory. */
export const INVENTORY_MARK = { [LABEL]: INVENTORY };

/**
 * Marks the target of a federation job.
 *
 * A member has series named `up` as well, and may give them any job and instance. The hub's own
 * are told apart by a label of the target that `unmarked` takes from everything a member sends:
 * metric relabelling does not touch the series Prometheus adds about the scrape itself.
 *
 * https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
export function marked(): RelabelConfig {
  return { target_label: LABEL, replacement: FEDERATION };
}

/** Drops the mark from what comes from outside, forgeries included. */
export function unmarked() {
  return { regex: LABEL, action: 'labeldrop' } as const satisfies RelabelConfig;
}
