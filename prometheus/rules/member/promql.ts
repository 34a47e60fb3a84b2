/** Selector of a metric by matchers. */
export const series = (metric: string, ...matchers: readonly string[]) =>
  `${metric}{${matchers.join(', ')}}`;

/**
 * A series that a rule of ours recorded. Every series of a target has a label `job`, so none that a
 * tenant exposes under the same name is taken for it.
 */
export const recorded = (record: string, ...matchers: readonly string[]) =>
  series(record, 'job=""', ...matchers);

/**
 * Part of a whole, both of the same labels: 0 where there is no series of the part, nothing where the
 * whole is 0.
 */
export const share = (part: string, whole: string) => `(${part} or 0 * ${whole}) / (${whole} > 0)`;

/** A quantile, 0 to 1, of classic buckets; nothing where nothing was counted, which would be NaN. */
export const quantile = (of: number, buckets: string) =>
  `histogram_quantile(${of}, ${buckets}) >= 0`;

/**
 * Has a metric meet what was computed of one. With `type-and-unit-labels` a metric carries its type as a
 * label that no computation keeps: without this the two would never do.
 *
 * https://prometheus.io/docs/prometheus/latest/feature_flags/#type-and-unit-labels
 */
export const OF_ANY_TYPE = 'ignoring (__type__, __unit__)';

/** `and` between a metric and what was computed of one. */
export const AND = `and ${OF_ANY_TYPE}`;

/** The vectors of those who have any, by the matchers of each. */
export const together = (matchers: readonly string[], vector: (of: string) => string) =>
  matchers
    .filter((of) => of !== '')
    .map(vector)
    .join(' or ');
