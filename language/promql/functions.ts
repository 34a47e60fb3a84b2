/** The kinds of value a PromQL expression can have. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** The kinds of value as Prometheus's documentation calls them. */
export const NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a string',
};

/** Argument types of a function, and how many of the last ones may be left out or repeated. */
export interface Signature {
  readonly args: readonly ValueType[];
  readonly returns: ValueType;
  readonly least: number;
  readonly most: number;
}

const SHORT: Readonly<Record<string, ValueType>> = {
  s: 'scalar',
  v: 'vector',
  m: 'matrix',
  t: 'string',
};

function signatures(args: string, names: string, options: Partial<Signature> = {}) {
  const types = [...args].map((letter) => SHORT[letter] as ValueType);
  const signature: Signature = {
    args: types,
    returns: 'vector',
    least: types.length,
    most: types.length,
    ...options,
  };
  return names.split(' ').map((name) => [name, signature] as const);
}

/**
 * Functions of PromQL that need no feature flag.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...signatures(
    'v',
    'abs absent ceil exp floor ln log10 log2 sgn sort sort_desc sqrt timestamp deg rad',
  ),
  ...signatures('v', 'acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh'),
  ...signatures(
    'v',
    'histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar',
  ),
  ...signatures('v', 'days_in_month day_of_month day_of_week day_of_year hour minute month year', {
    least: 0,
  }),
  ...signatures(
    'm',
    'absent_over_time avg_over_time count_over_time first_over_time last_over_time',
  ),
  ...signatures(
    'm',
    'max_over_time min_over_time present_over_time stddev_over_time stdvar_over_time',
  ),
  ...signatures('m', 'sum_over_time changes delta deriv idelta increase irate rate resets'),
  ...signatures('vss', 'clamp'),
  ...signatures('vs', 'clamp_max clamp_min'),
  ...signatures('vs', 'round', { least: 1 }),
  ...signatures('ssv', 'histogram_fraction'),
  ...signatures('sv', 'histogram_quantile'),
  ...signatures('vtttt', 'label_replace'),
  ...signatures('vttt', 'label_join', { least: 3, most: Number.POSITIVE_INFINITY }),
  ...signatures('', 'pi time', { returns: 'scalar' }),
  ...signatures('ms', 'predict_linear'),
  ...signatures('sm', 'quantile_over_time'),
  ...signatures('v', 'scalar', { returns: 'scalar' }),
  ...signatures('s', 'vector'),
]);

/** The type of the first argument of aggregations that take two. */
export const AGGREGATION_PARAMETER: ReadonlyMap<string, ValueType> = new Map([
  ['topk', 'scalar'],
  ['bottomk', 'scalar'],
  ['quantile', 'scalar'],
  ['count_values', 'string'],
]);
