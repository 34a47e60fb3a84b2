import picomatch from 'picomatch';
import { nearest } from '../language/nearest';
import { type Kubeconfig, loadKubeconfig } from '../live/client/kubeconfig';
import { KubeconfigError } from '../live/client/kubeconfig-file';
import type { Fleet, Member } from '../model/types';
import { loadFleet } from '../synth/load';
import type { Source } from '../yaml/source';
import type { Option } from './command';
import { EXIT, type ExitCode } from './exit';
import { type Io, paint } from './io';
import { FLEET_OPTIONS } from './options';
import { report } from './report';

/** Options of the commands that ask clusters, and what they parse to. */
export interface AccessOptions {
  readonly fleet: string;
  readonly output: 'text' | 'json';
  readonly kubeconfig?: readonly string[];
  readonly only?: readonly string[];
  readonly parallel: string;
}

/** The option of every command that reads kubeconfigs. */
export const KUBECONFIG_OPTION: Option = {
  flags: '--kubeconfig <file...>',
  summary: 'kubeconfigs to take contexts from (default: those of kubectl)',
};

/** How many clusters are asked at a time. */
export const PARALLEL_OPTION: Option = {
  flags: '--parallel <number>',
  summary: 'clusters that are worked on side by side',
  default: '16',
};

/** What every command takes that asks the clusters of a fleet file. */
export const ACCESS_OPTIONS: readonly Option[] = [
  ...FLEET_OPTIONS.filter(({ flags }) => flags !== '--strict'),
  KUBECONFIG_OPTION,
  { flags: '--only <glob...>', summary: 'work on the clusters with these names alone' },
  PARALLEL_OPTION,
];

/** The clusters that a command works on. */
export interface Chosen {
  readonly fleet: Fleet;
  /** Those of the fleet that `--only` names, or all. */
  readonly members: readonly Member[];
  readonly kubeconfig: Kubeconfig;
  readonly parallel: number;
}

/**
 * Reads the fleet file and the kubeconfig; what is wrong with them is printed.
 *
 * @param source - what stands in the fleet file, if it was read already
 * @returns the exit code where something is wrong
 */
export function choose(options: AccessOptions, io: Io, source?: Source): Chosen | ExitCode {
  const { output } = options;
  const { fleet, ...read } = loadFleet(options.fleet, source);
  if (!fleet)
    return report(read, io, { output, success: () => '', failure: 'no cluster was asked' });
  const refuse = (message: string) => refused(message, EXIT.usage, options, io);
  const parallel = parallelOf(options.parallel);
  if (parallel === undefined)
    return refuse(`--parallel takes a number from 1, found ${options.parallel}`);
  const names = fleet.members.map(({ name }) => name);
  const strange = (options.only ?? []).find((glob) => {
    const matches = picomatch(glob);
    return !names.some((name) => matches(name));
  });
  if (strange !== undefined) return refuse(noSuch(strange, names));
  const isChosen = picomatch([...(options.only ?? ['*'])]);
  const members = fleet.members.filter(({ name }) => isChosen(name));
  try {
    const kubeconfig = loadKubeconfig({ files: options.kubeconfig, env: io.env });
    return { fleet, members, kubeconfig, parallel };
  } catch (error) {
    if (error instanceof KubeconfigError) return refuse(error.message);
    throw error;
  }
}

/** Says why a command does nothing, and gives back the exit code. */
export function refused(
  message: string,
  code: ExitCode,
  { output }: Pick<AccessOptions, 'output'>,
  { stdout, stderr, env }: Io,
): ExitCode {
  if (output === 'json') stdout.write(`${JSON.stringify({ ok: false, message }, null, 2)}\n`);
  else stderr.write(`${paint(stderr, env).red('error')}: ${message}\n`);
  return code;
}

/** A number from 1 on; undefined if it is none. */
export const parallelOf = (text: string): number | undefined =>
  /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;

function noSuch(glob: string, names: readonly string[]): string {
  const other = nearest(glob, names);
  const hint = other === undefined ? 'write one of the fleet file' : `did you mean ${other}?`;
  return `--only ${glob} names no cluster of the fleet file, ${hint}`;
}
