import { selectorMatchers } from '../language/vector-selector';
import type { Detail } from './types';

/** What the entries of `federation.detail` select; each names its metric. */
export const detailOf = (selectors: readonly string[]): Detail[] =>
  selectors.map((selector) => {
    const [named] = selectorMatchers(selector);
    return { selector, metric: named?.value ?? '' };
  });
