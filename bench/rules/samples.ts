/** Labels of a series, or of a part of one. */
export type LabelSet = Readonly<Record<string, string | number>>;

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Lines of one metric: a sample per set of labels, each a little different from the others. */
export function metric(
  name: string,
  sets: readonly LabelSet[],
  value: (index: number) => number,
): string {
  return sets
    .map((labels, index) => {
      const text = Object.entries(labels)
        .map(([key, of]) => `${key}="${of}"`)
        .join(',');
      return `${name}{${text}} ${value(index)}\n`;
    })
    .join('');
}

/** Combinations of labels, the first varying slowest. */
export const times = (one: readonly LabelSet[], other: readonly LabelSet[]) =>
  one.flatMap((left) => other.map((right) => ({ ...left, ...right })));

/** Sets with one label. */
export const of = (key: string, values: readonly (string | number)[]) =>
  values.map((value) => ({ [key]: value }));

/** Values that grow with time. */
export const counter = (seconds: number) => (index: number) => seconds * (1 + index / 10);

/** Values that stay. */
export const gauge = (most: number) => (index: number) => most / (1 + (index % 7));

const BUCKETS = of('le', [
  0.005,
  0.025,
  0.05,
  0.1,
  0.2,
  0.4,
  0.6,
  0.8,
  1,
  2,
  5,
  10,
  30,
  60,
  '+Inf',
]);

/** The series of a histogram. */
export function histogram(name: string, sets: readonly LabelSet[], seconds: number): string {
  return [
    metric(`${name}_bucket`, times(sets, BUCKETS), counter(seconds)),
    metric(`${name}_count`, sets, counter(seconds * 2)),
    metric(`${name}_sum`, sets, counter(seconds)),
  ].join('');
}
