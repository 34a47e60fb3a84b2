import picomatch from 'picomatch';
import type { FleetSources } from '../inventory';
import { nearest } from '../language/nearest';
import { type Kubeconfig, loadKubeconfig } from '../live/client/kubeconfig';
import { KubeconfigError } from '../live/client/kubeconfig-file';
import type { Fleet, Member } from '../model/types';
import { loadFleet } from '../synth/load';
import { type AccessOptions, parallelOf } from './access-options';
import { EXIT, type ExitCode } from './exit';
import type { Io } from './io';
import { refused } from './refused';
import { report } from './report';

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
 * @param given - the files of the fleet, if they were read already
 * @returns the exit code where something is wrong
 */
export function choose(options: AccessOptions, io: Io, given?: FleetSources): Chosen | ExitCode {
  const { output } = options;
  const { fleet, ...read } = loadFleet(options.fleet, given);
  if (!fleet)
    return report(read, io, { output, success: () => '', failure: 'no cluster was asked' });
  const refuse = (message: string) => refused(message, EXIT.usage, options, io);
  const parallel = parallelOf(options.parallel);
  if (parallel === undefined)
    return refuse(`--parallel takes a number from 1, found ${options.parallel}`);
  const names = fleet.members.map(({ name }) => name);
  // An empty pattern, as an unset variable leaves it, picomatch does not take.
  const strange = (options.only ?? []).find((glob) => {
    const matches = glob === '' ? () => false : picomatch(glob);
    return !names.some((name) => matches(name));
  });
  if (strange !== undefined) return refuse(noSuch(strange, names));
  const isChosen = picomatch([...(options.only ?? ['*'])]);
  const members = fleet.members.filter(({ name }) => isChosen(name));
  try {
    const kubeconfig = loadKubeconfig({
      files: options.kubeconfig,
      env: io.env,
      loginTimeoutMs: options.loginTimeoutMs,
    });
    return { fleet, members, kubeconfig, parallel };
  } catch (error) {
    if (error instanceof KubeconfigError) return refuse(error.message);
    throw error;
  }
}

function noSuch(glob: string, names: readonly string[]): string {
  const other = nearest(glob, names);
  const hint = other === undefined ? 'write one of the fleet file' : `did you mean ${other}?`;
  return `--only ${glob === '' ? "''" : glob} names no cluster of the fleet file, ${hint}`;
}
