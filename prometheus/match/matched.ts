import type { Asker } from './asked';

/** Series of one name, and who reads them. */
export interface Metric {
  readonly name: string;
  readonly askers: readonly Asker[];
}

/** A selector of a member's `match[]`, and why it is there. */
export interface Matched {
  /** PromQL. */
  readonly selector: string;
  /** What it brings, as far as names are known, and who reads it. */
  readonly metrics: readonly Metric[];
  readonly because: Reason;
}

/**
 * Why a selector is there: what promfleet's rules and dashboards read, or the user's alone; what rules
 * are labelled for; a whole job; or it is written in the fleet file.
 */
export type Reason = 'promfleet' | 'user' | 'alerts' | 'raw' | 'written';
