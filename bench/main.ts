import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { chartLines, measureCharts } from './charts';
import { composedFleetOf, fleetOf, GROUPS } from './fleet';
import { helmBinary, measureHelm } from './helm';
import { measureRounds } from './rounds';
import { type Size, table } from './table';

interface Options {
  readonly clusters: readonly number[];
  readonly rounds: number;
  /** A built checkout of another version. */
  readonly against?: string;
  /** A chart's directory, or true for a chart of our own manifests. */
  readonly againstHelm?: string | true;
  readonly helmClusters: number;
  /** Rounds of `promfleet helm` and of Helm with its charts; nothing else is measured then. */
  readonly charts?: number;
}

new Command('bench')
  .description('Times whole syntheses, each in a process of its own.')
  .option('--clusters <n...>', 'sizes of the fleets', counts, [1000, 10000])
  .option('--rounds <n>', 'how often each is measured; the median is printed', count, 3)
  .option('--against <directory>', 'a built checkout of another version, measured in turn')
  .option(
    '--against-helm [chart]',
    'time a loop of `helm template`, too; without a chart over the same manifests',
  )
  .option('--helm-clusters <n>', 'length of that loop', count, 50)
  .option(
    '--charts <rounds>',
    'time promfleet helm and Helm with its charts instead, beside the chart of --against-helm',
    count,
  )
  .action(bench)
  .parse();

function bench({ clusters, rounds, against, againstHelm, helmClusters, charts }: Options): void {
  const chart = againstHelm === true ? undefined : againstHelm;
  if (charts !== undefined) {
    const timed = measureCharts(charts, helmBinary(), chart);
    for (const line of chartLines(timed, chart !== undefined)) print(line);
    return;
  }
  const helmMs = againstHelm === undefined ? undefined : measureHelm(helmClusters, chart);
  if (helmMs !== undefined) {
    print(`helm template, ${helmClusters} clusters: ${helmMs.toFixed(1)} ms a cluster`);
  }
  const here = join(__dirname, '..', '..');
  const versions = [here, ...(against ? [resolve(against)] : [])];
  const sizes = clusters.flatMap((size): Size[] => {
    const fleet = fleetOf(size);
    const [ours, other] = measureRounds(
      versions.map((version) => ({ version, fleet })),
      rounds,
    );
    const [one] = ours?.full ?? [];
    if (!ours || !one) return [];
    print(`${size} clusters: ${one.objects} objects`);
    return [{ clusters: size, rounds: ours, other, helmMs }];
  });
  print(`\n${table(sizes)}`);
  const [smallest = 0] = [...clusters].sort((a, b) => a - b);
  print(`\n${composed(here, smallest, rounds)}`);
}

/** A composed fleet beside the plain one of as many clusters. */
function composed(version: string, clusters: number, rounds: number): string {
  const fleets = [composedFleetOf(clusters), fleetOf(clusters)];
  const [ours, other] = measureRounds(
    fleets.map((fleet) => ({ version, fleet })),
    rounds,
  );
  if (!ours) return '';
  return [
    `The clusters in ${GROUPS} groups, with three patches; the other is the plain fleet.`,
    '',
    table([{ clusters, rounds: ours, other }]),
  ].join('\n');
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('not a whole number from 1');
  return value;
}

/** Several numbers, given one by one or as the option's list; the first replaces the default. */
function counts(text: string, before: readonly number[] & { given?: true }): readonly number[] {
  const sizes = [...(before.given ? before : []), count(text)];
  return Object.assign(sizes, { given: true as const });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
