import { median } from './median';
import { type Rounds, SYNTHESES } from './rounds';
import type { Measurement } from './synthesis';

/** The figures of one size of fleet. */
export interface Size {
  readonly clusters: number;
  readonly rounds: Rounds;
  /** Of another version, measured in turn with this one. */
  readonly other?: Rounds;
  /** Milliseconds that a cluster takes in a loop of `helm template`. */
  readonly helmMs?: number;
}

/** A Markdown table of medians; a ratio is that of two syntheses of one round. */
export function table(sizes: readonly Size[]): string {
  const rows = sizes.flatMap((size) => SYNTHESES.map((synthesis) => cells(size, synthesis)));
  const titles = Object.keys(rows[0] ?? {});
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [
    line(titles),
    line(titles.map((_, column) => (column === 1 ? ':---' : '---:'))),
    ...rows.map((row) => line(titles.map((title) => row[title] ?? ''))),
  ].join('\n');
}

function cells(
  { clusters, rounds, other, helmMs }: Size,
  synthesis: keyof Rounds,
): Record<string, string> {
  const ours = rounds[synthesis];
  const ratio = (key: 'wallMs' | 'cpuMs') =>
    median(ours.map((one, round) => one[key] / (other?.[synthesis][round]?.[key] ?? Number.NaN)));
  return {
    clusters: clusters.toLocaleString('en'),
    synthesis,
    ...figures(ours, ''),
    ...(other && {
      ...figures(other[synthesis], 'other: '),
      'ratio of wall': ratio('wallMs').toFixed(2),
      'ratio of cpu': ratio('cpuMs').toFixed(2),
    }),
    ...(helmMs !== undefined && {
      // It renders everything every time.
      'helm template':
        synthesis === 'full'
          ? `${((helmMs * clusters) / middle(ours, 'wallMs')).toFixed(0)} times as long`
          : '',
    }),
  };
}

const figures = (rounds: readonly Measurement[], whose: string) => ({
  [`${whose}wall`]: `${(middle(rounds, 'wallMs') / 1000).toFixed(2)} s`,
  [`${whose}cpu`]: `${(middle(rounds, 'cpuMs') / 1000).toFixed(2)} s`,
  [`${whose}peak`]: `${middle(rounds, 'peakMiB').toFixed(0)} MiB`,
});

const middle = (rounds: readonly Measurement[], key: keyof Measurement) =>
  median(rounds.map((one) => one[key]));
