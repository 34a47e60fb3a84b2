import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MOUNT = '/sys/fs/cgroup';

/** A cgroup that limits memory, as the kubelet makes for a container with a limit. */
export interface Cgroup {
  /** File that a process writes its id into, to join. */
  readonly procs: string;
  /** Limits the memory of those in it, in bytes. */
  readonly limit: (bytes: number) => void;
  /** The most memory that was used at a time, in bytes. */
  readonly peak: () => number;
}

/** Makes cgroups with limits in bytes for a function, and removes them afterwards. */
export async function withCgroups(
  limits: readonly number[],
  run: (cgroups: readonly Cgroup[]) => Promise<void>,
): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error('a memory limit needs a cgroup, which only root makes: run as root');
  const made: string[] = [];
  try {
    await run(
      limits.map((bytes, at) => {
        const directory = join(hierarchy(), `promfleet-storage-${process.pid}-${at}`);
        mkdirSync(directory);
        made.push(directory);
        return cgroup(directory, bytes);
      }),
    );
  } finally {
    for (const directory of made) await remove(directory);
  }
}

/** Whether this machine has cgroup v2. */
const unified = () => existsSync(join(MOUNT, 'cgroup.controllers'));

function hierarchy(): string {
  if (!unified()) return join(MOUNT, 'memory');
  writeFileSync(join(MOUNT, 'cgroup.subtree_control'), '+memory');
  return MOUNT;
}

function cgroup(directory: string, bytes: number): Cgroup {
  const file = (ofV2: string, ofV1: string) => join(directory, unified() ? ofV2 : ofV1);
  const limit = (most: number) =>
    writeFileSync(file('memory.max', 'memory.limit_in_bytes'), `${most}`);
  limit(bytes);
  return {
    procs: file('cgroup.procs', 'cgroup.procs'),
    limit,
    peak: () => Number(readFileSync(file('memory.peak', 'memory.max_usage_in_bytes'), 'utf8')),
  };
}

async function remove(directory: string): Promise<void> {
  // It is busy for a moment after its last process is gone.
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmdirSync(directory);
    } catch {
      await sleep(100);
    }
  }
}
