import { selectorMatchers } from '../language/vector-selector';

/** Raw series that a member records for the hub. */
export interface Detail {
  /** PromQL, which begins with the metric. */
  readonly selector: string;
  readonly metric: string;
}

/** What the entries of `federation.detail` select; each names its metric. */
export const detailOf = (selectors: readonly string[]): Detail[] =>
  selectors.map((selector) => {
    const [named] = selectorMatchers(selector);
    return { selector, metric: named?.value ?? '' };
  });
