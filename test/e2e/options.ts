import * as os from 'node:os';
import * as path from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { ClusterOption } from './harness/cluster';

/** The members, each with a part of its own in the journeys. */
export const MEMBERS = ['member-a', 'member-b', 'member-c'] as const;

/** Number of the last journey. */
export const LAST = 14;

/** What `npm run e2e` was asked to do. */
export interface Options {
  /** The clusters to run against; absent: the local provider brings them up. */
  readonly given?: { readonly hub: ClusterOption; readonly members: readonly ClusterOption[] };
  /** State directory of the local provider. */
  readonly dir: string;
  readonly artifacts: string;
  /** Whether the members' kubelets sign their serving certificates themselves. */
  readonly selfSignedKubelets: boolean;
  readonly keep: boolean;
  readonly standing: boolean;
  readonly only?: readonly number[];
}

/** Reads the command line; undefined when it asked for help, which has been printed. */
export function parseOptions(argv: readonly string[]): Options | undefined {
  const program = new Command('e2e')
    .description('Proves the rendered manifests on real Kubernetes clusters.')
    .option('--hub <kubeconfig>', 'run against these clusters: the hub', hubOption)
    .option('--member <name=kubeconfig[,server=URL]>', 'and two or three members', members, [])
    .option(
      '--self-signed-kubelets',
      "accept kubelets' self-signed certificates, as kind has",
      false,
    )
    .option('--only <numbers>', 'run these journeys only, such as 3,7', numbers)
    .option('--keep', 'leave the clusters standing', false)
    .option('--standing', 'use the clusters that e2e:up left standing', false)
    .option('--dir <directory>', 'state of the local clusters', temporary('promfleet-e2e'))
    .option(
      '--artifacts <directory>',
      'what is collected when a journey fails',
      temporary('promfleet-e2e-artifacts'),
    )
    .exitOverride();
  try {
    program.parse(argv, { from: 'user' });
    const { hub, member, ...rest } = program.opts();
    if ((hub === undefined) !== (member.length === 0) || member.length === 1) {
      program.error('error: give --hub and at least two --member, or none of them');
    }
    return { ...rest, given: hub && { hub, members: member } } as Options;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    throw error;
  }
}

function hubOption(kubeconfig: string): ClusterOption {
  return { name: 'hub', kubeconfig: path.resolve(kubeconfig) };
}

function members(text: string, before: readonly ClusterOption[]): ClusterOption[] {
  const found = /^([a-z0-9-]+)=([^,]+)(?:,server=(https:.+))?$/.exec(text);
  if (!found) throw new InvalidArgumentError('Write name=FILE or name=FILE,server=https://….');
  const [, name = '', file = '', server] = found;
  const expected = MEMBERS[before.length];
  if (name !== expected) {
    // Each plays a part of its own in the journeys, so that order matters and names are its own.
    throw new InvalidArgumentError(`Members are ${MEMBERS.join(', ')}, in this order.`);
  }
  return [...before, { name, kubeconfig: path.resolve(file), server }];
}

function numbers(text: string): number[] {
  const found = text.split(',').map(Number);
  if (found.some((number) => !Number.isInteger(number) || number < 1 || number > LAST)) {
    throw new InvalidArgumentError(`Write numbers from 1 to ${LAST}, with commas.`);
  }
  return found;
}

function temporary(name: string): string {
  return path.join(os.tmpdir(), name);
}
