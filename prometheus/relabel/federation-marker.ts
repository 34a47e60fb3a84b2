import type { Matcher } from '../../language/promql';
import { acceptor } from '../../language/vector-selector';
import type { Labels } from '../../model/types';
import type { RelabelConfig } from '../types';

/** Label by which the hub's own word is told from what it is sent. */
export const MARK = 'promfleet_job';
const FEDERATION = 'federation';
const HUB = 'hub';
const GRAFANA = 'grafana';
const ALERTMANAGER = 'alertmanager';
const INVENTORY = 'inventory';

/** Matches what the hub itself says of its federation jobs: `up`, `scrape_samples_scraped`, … */
export const BY_FEDERATION_JOBS = `${MARK}="${FEDERATION}"`;

/** Selects what the hub itself says of its federation jobs. */
export const OF_FEDERATION_JOBS = ofFederationJobs();

/** Whether the labels of a target are those of a federation job. */
export const isFederation = (labels: Labels) => labels[MARK] === FEDERATION;

/** Matches what the hub records of its inventory. */
export const BY_INVENTORY = `${MARK}="${INVENTORY}"`;

/** Selects what the hub records of its inventory. */
export const OF_INVENTORY = ofInventory();

/** Matches what is not the hub's own word: what members and other targets send. */
export const FROM_OUTSIDE = `${MARK}=""`;

/** Whether a selector takes nothing but the hub's own word. */
export const isHubsOwn = (selector: readonly Matcher[]): boolean =>
  selector.some((matcher) => matcher.name === MARK && !acceptor(matcher)(''));

/** Selects what the hub itself says of its federation jobs, with further matchers if given. */
export function ofFederationJobs(...matchers: string[]): string {
  return selected(FEDERATION, matchers);
}

/** Selects what the hub records of its inventory, with further matchers if given. */
export function ofInventory(...matchers: string[]): string {
  return selected(INVENTORY, matchers);
}

/** Selects the hub's metrics about itself, with further matchers if given. */
export function ofHub(...matchers: string[]): string {
  return selected(HUB, matchers);
}

/** Selects the metrics of the hub's Alertmanager, with further matchers if given. */
export function ofAlertmanager(...matchers: string[]): string {
  return selected(ALERTMANAGER, matchers);
}

function selected(marker: string, matchers: readonly string[]): string {
  return `{${[`${MARK}="${marker}"`, ...matchers].join(', ')}}`;
}

/** Target labels that mark the hub's own target. */
export const HUB_MARK = { [MARK]: HUB };

/** Target labels of the hub's Grafana, so that nobody takes its series for a member's. */
export const GRAFANA_MARK = { [MARK]: GRAFANA };

/** Target labels of the hub's Alertmanager, so that nobody takes its series for a member's. */
export const ALERTMANAGER_MARK = { [MARK]: ALERTMANAGER };

/** Labels of what the hub records of its inventory. */
export const INVENTORY_MARK = { [MARK]: INVENTORY };

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
  return { target_label: MARK, replacement: FEDERATION };
}

/** Drops the mark from what comes from outside, forgeries included. */
export function unmarked() {
  return { regex: MARK, action: 'labeldrop' } as const satisfies RelabelConfig;
}
