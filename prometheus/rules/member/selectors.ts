/** Selector of a metric by matchers. */
export const series = (metric: string, ...matchers: readonly string[]) =>
  `${metric}{${matchers.join(', ')}}`;
