import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../cli/run';
import {
  type KubeconfigEntry,
  type SimulatedCluster,
  type SimulatedClusterOptions,
  withSimulatedClusters,
  writeKubeconfig,
} from '../../access/simulated';
import type { KubeObject } from '../../access/simulated/json';
import { CERTIFICATE_SIGNING_REQUEST } from '../../access/simulated/kinds';
import { monitorObjects } from './monitor';
import { hostOf, withNames } from './names';

/** What of a fleet is not as it usually is. */
export interface FleetOptions {
  /** Flow mapping entries of the hub, such as `statestoreLayout: shared`. */
  readonly hub?: string;
  /** Entries of each cluster. */
  readonly cluster?: string;
  /** What each simulated member has besides, by its index. */
  readonly each?: (index: number) => Partial<SimulatedClusterOptions>;
  readonly hubCluster?: Partial<SimulatedClusterOptions>;
  /** Members. @default - 1 */
  readonly count?: number;
  /** What a member's context is like. */
  readonly context?: (cluster: SimulatedCluster) => Partial<KubeconfigEntry>;
  /** The fleet file's URL of a member. @default - that of its API server, by a name */
  readonly server?: (cluster: SimulatedCluster) => string;
}

/** A fleet of simulated clusters, with a fleet file and a kubeconfig. */
export interface SimulatedFleet {
  readonly hub: SimulatedCluster;
  readonly members: readonly SimulatedCluster[];
  readonly directory: string;
  readonly fleetPath: string;
  readonly kubeconfigPath: string;
  /** Runs `promfleet connect`. */
  readonly connect: (...args: readonly string[]) => Promise<Printed>;
}

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a fleet of simulated clusters, `hub` and `member-0`, `member-1` …, while a function takes. */
export async function withFleet<Result>(
  options: FleetOptions,
  use: (fleet: SimulatedFleet) => Promise<Result>,
): Promise<Result> {
  const { count = 1, each = () => ({}), hubCluster = {} } = options;
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-connect-'));
  const one = (index: number): Partial<SimulatedClusterOptions> => {
    if (index === 0) return { name: 'hub', record: true, ...hubCluster };
    const name = `member-${index - 1}`;
    const hosts = ['127.0.0.1', hostOf(name)];
    return { name, hosts, record: true, objects: monitorObjects(), ...each(index - 1) };
  };
  const whileThere = async ([hub, ...members]: readonly SimulatedCluster[]) => {
    if (!hub) throw new Error('no hub');
    const fleetPath = join(directory, 'fleet.yaml');
    const kubeconfigPath = join(directory, 'kubeconfig');
    writeFileSync(fleetPath, fleetText(members, options));
    const contexts = members.map((cluster) => ({ cluster, ...options.context?.(cluster) }));
    writeKubeconfig([hub, ...contexts], kubeconfigPath);
    const connect = (...args: readonly string[]) =>
      promfleet(['connect', '-f', fleetPath, '--kubeconfig', kubeconfigPath, ...args]);
    return use({ hub, members, directory, fleetPath, kubeconfigPath, connect });
  };
  try {
    return await withNames(() =>
      withSimulatedClusters({ count: count + 1, each: one }, whileThere),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The URL of a member by the name in its certificate. */
export const namedUrl = ({ name, url }: SimulatedCluster) => url.replace('127.0.0.1', hostOf(name));

/** The fleet file of members. */
export function fleetText(
  members: readonly SimulatedCluster[],
  { hub = '', cluster = '', server = namedUrl }: FleetOptions,
): string {
  return [
    `hub: { cluster: hub${hub && `, ${hub}`} }`,
    'clusters:',
    ...members.map(
      (member) =>
        `  - { name: ${member.name}, server: '${server(member)}'${cluster && `, ${cluster}`} }`,
    ),
  ].join('\n');
}

/** What the first member has of requests for certificates. */
export const signingRequests = ({ members }: SimulatedFleet): KubeObject[] =>
  members[0]?.store.list(CERTIFICATE_SIGNING_REQUEST) ?? [];

/** Lets these requests be an hour old. */
export function madeEarlier(fleet: SimulatedFleet): void {
  const creationTimestamp = new Date(Date.now() - 3600_000).toISOString();
  for (const { metadata } of signingRequests(fleet)) Object.assign(metadata, { creationTimestamp });
}

/** Changes the entry of a cluster in the kubeconfig. */
export function editCluster(
  { kubeconfigPath }: SimulatedFleet,
  name: string,
  change: (entry: Record<string, unknown>) => void,
): void {
  const config = JSON.parse(readFileSync(kubeconfigPath, 'utf8'));
  for (const entry of config.clusters) if (entry.name === name) change(entry.cluster);
  writeFileSync(kubeconfigPath, JSON.stringify(config));
}

/** Runs promfleet as a process would, and gives what it prints. */
export async function promfleet(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof printed) => ({
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const io = { stdout: stream('stdout'), stderr: stream('stderr'), env };
  const code = await run(args, io);
  return { code, ...printed, stderr: withoutProgress(printed.stderr) };
}

/** How far it is, it says where it takes its time. */
export const withoutProgress = (stderr: string) =>
  stderr.replace(/^.*: (done|failed) \(\d+ of \d+\)\n/gm, '');
