import * as fs from 'node:fs';
import type { Cluster } from './cluster';

/** What the process that runs the journeys is told by the one that brought up the clusters. */
export interface Context {
  readonly hub: Cluster;
  readonly members: readonly Cluster[];
  /** Whether the members' kubelets sign their serving certificates themselves. */
  readonly selfSignedKubelets: boolean;
  /** Holds the fleet file and what is rendered from it. */
  readonly workDir: string;
  /** Gets what is collected when a journey fails. */
  readonly artifacts: string;
  /** State directory of the local provider; absent when the clusters were given. */
  readonly localDir?: string;
  /** Numbers of the journeys to run; absent: all. */
  readonly only?: readonly number[];
}

/** Writes the context for the child process. */
export function writeContext(file: string, context: Context): void {
  fs.writeFileSync(file, `${JSON.stringify(context, undefined, 2)}\n`);
}

/** Reads the context in the child process. */
export function readContext(file: string): Context {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Context;
}
