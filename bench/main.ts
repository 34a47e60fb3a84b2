import { Command, InvalidArgumentError } from 'commander';
import { measureHelm } from './helm';
import { measureSynthesis } from './synthesis';

interface Options {
  readonly clusters: readonly number[];
  /** A chart's directory, or true for a chart of our own manifests. */
  readonly againstHelm?: string | true;
  readonly helmClusters: number;
}

new Command('bench')
  .description('Times whole syntheses, each in a process of its own.')
  .option('--clusters <n...>', 'sizes of the fleets', counts, [1000, 10000])
  .option(
    '--against-helm [chart]',
    'time a loop of `helm template`, too; without a chart over the same manifests',
  )
  .option('--helm-clusters <n>', 'length of that loop', count, 50)
  .action(bench)
  .parse();

function bench({ clusters, againstHelm, helmClusters }: Options): void {
  const helmMs =
    againstHelm === undefined
      ? undefined
      : measureHelm(helmClusters, againstHelm === true ? undefined : againstHelm);
  if (helmMs !== undefined) {
    print(`helm template, ${helmClusters} clusters: ${helmMs.toFixed(1)} ms a cluster`);
  }
  for (const size of clusters) {
    const { wallMs, cpuMs, peakMiB, objects, bytes } = measureSynthesis(size);
    const ratio =
      helmMs === undefined ? '' : `, ${((helmMs * size) / wallMs).toFixed(0)} times helm`;
    print(
      `${size} clusters: ${(wallMs / 1000).toFixed(2)} s, ${(wallMs / size).toFixed(2)} ms a cluster, ` +
        `${(cpuMs / 1000).toFixed(2)} s of processor time, ` +
        `${peakMiB.toFixed(0)} MiB at most, ${objects} objects, ${(bytes / 1e6).toFixed(1)} MB${ratio}`,
    );
  }
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
