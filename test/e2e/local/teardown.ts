import * as fs from 'node:fs';
import * as path from 'node:path';
import { removeCgroups } from './cgroups';
import { runSync, sleepSync } from './exec';
import { keepers } from './keepers';
import type { Log } from './log';
import { FABRIC } from './plan';

/** Written into a state directory when it is created; without it, nothing is ever removed. */
export const MARKER = 'promfleet-e2e.json';

/**
 * Ends every cluster under a state directory and removes whatever they left on this machine.
 *
 * Synchronous, so that it also works from an exit handler. Safe to repeat, after a crash, and on
 * a directory that was never filled.
 */
export function down(dir: string, log: Log = () => undefined): void {
  const alive = keepers(dir);
  // Process 1 of each PID namespace: with it the kernel ends all the others, and the mounts,
  // interfaces and firewall rules of its namespaces go when the last of them is gone.
  for (const { pid } of alive) kill(pid);
  for (let tries = 0; keepers(dir).length > 0 && tries < 600; tries++) sleepSync(50);
  const left = keepers(dir).map(({ pid, name }) => `process ${pid} (${name})`);

  unmountBelow(dir);
  // The kernel removes interfaces some time after their namespace; the next run wants it free.
  if (alive.length > 0) runSync(['ip', 'link', 'delete', FABRIC.interface]);
  if (alive.length > 0 || fs.existsSync(path.join(dir, MARKER))) left.push(...removeCgroups(dir));
  if (fs.existsSync(path.join(dir, MARKER))) {
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  if (left.length > 0) throw new Error(`could not remove: ${left.join(', ')}`);
  if (alive.length > 0) log('clusters are gone: processes, namespaces, cgroups and files');
}

/** Normally nothing: mounts live in the clusters' own namespaces. */
function unmountBelow(dir: string): void {
  const mounts = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  const below = mounts
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith(`${dir}/`));
  for (const point of below.reverse()) runSync(['umount', '--lazy', point]);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself, or with the one before it
  }
}
