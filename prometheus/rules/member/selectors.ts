/** Selector of a metric by matchers. */
export const series = (metric: string, ...matchers: readonly string[]) =>
  `${metric}{${matchers.join(', ')}}`;

/** Selector of what rules recorded by label: no target can expose a series without a job. */
export const recorded = (record: string, ...matchers: readonly string[]) =>
  series(record, 'job=""', ...matchers);
