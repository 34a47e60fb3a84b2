#!/usr/bin/env node
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { add, up } from './fleet';
import { loadImages } from './images';
import { elapsedLog } from './log';
import { kubeconfig, recordedClusters } from './plan';
import { Refusal } from './refusal';
import { down } from './teardown';

const USAGE = `Usage: e2e-local COMMAND [--dir DIR]

  up [NAME...]          bring up clusters (hub member-a member-b) and leave them standing
  add NAME              one more beside them
  load REFERENCE...     build these images and load them into every cluster
  list                  the clusters and their kubeconfigs
  down                  remove them and everything they left
`;

/** Where clusters live unless --dir says otherwise. */
export const DEFAULT_DIR = path.join(os.tmpdir(), 'promfleet-e2e');

async function main(): Promise<void> {
  const { dir, positionals } = commandLine();
  const log = elapsedLog((text) => process.stderr.write(text));
  const [command, ...names] = positionals;
  switch (command) {
    case 'up': {
      removeWhenInterrupted(dir);
      const clusters = names.length > 0 ? names : ['hub', 'member-a', 'member-b'];
      await up({ clusters, dir, log });
      return list(dir);
    }
    case 'add':
      for (const name of names) await add(dir, name, log);
      return list(dir);
    case 'load':
      return loadImages(recordedClusters(dir), names, log);
    case 'list':
      return list(dir);
    case 'down':
      return down(dir, log);
    default:
      throw new Refusal(USAGE);
  }
}

function commandLine(): { dir: string; positionals: string[] } {
  try {
    const options = { dir: { type: 'string', default: DEFAULT_DIR } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    return { dir: path.resolve(values.dir), positionals };
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${USAGE}`);
  }
}

function list(dir: string): void {
  for (const cluster of recordedClusters(dir)) {
    process.stdout.write(`${cluster.name}\t${cluster.server}\t${kubeconfig(cluster)}\n`);
  }
}

function removeWhenInterrupted(dir: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      down(dir);
      process.exit(130);
    });
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof Refusal ? error.exitCode : 1;
});
