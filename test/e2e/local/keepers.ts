import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { until } from './wait';

/**
 * A keeper is a process that does nothing but hold namespaces open. Each is process 1 of a PID
 * namespace, or lives in one, so killing it makes the kernel end everything inside and drop the
 * mounts, interfaces and firewall rules that lived in its namespaces. Nothing needs to be undone.
 *
 * Keepers are found by what their command line says, never by a recorded pid, which may be
 * somebody else's by now.
 */
const MARK = 'promfleet-e2e-keeper';

/** The keeper called `name` under a state directory: its pid as this machine sees it. */
export function findKeeper(dir: string, name: string): number | undefined {
  return keepers(dir).find((keeper) => keeper.name === name)?.pid;
}

/** Every live keeper of a state directory. */
export function keepers(dir: string): { pid: number; name: string }[] {
  const found = [];
  for (const entry of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const [program = '', mark, keptDir, name] = commandLine(entry);
    // `unshare` and `nsenter` carry the same words further on; the keeper has them right here.
    if (mark !== MARK || keptDir !== dir || name === undefined) continue;
    if (path.basename(program).startsWith('pause')) found.push({ pid: Number(entry), name });
  }
  return found;
}

/** Starts a keeper through `unshare`, possibly from inside another keeper's namespaces. */
export async function startKeeper(props: {
  readonly dir: string;
  readonly name: string;
  /** The `pause` binary. */
  readonly pause: string;
  /** Flags of unshare(1): which namespaces are new. */
  readonly unshare: readonly string[];
  /**
   * What to put before unshare, such as `nsenter …`.
   *
   * @default - nothing: started from this machine's own namespaces
   */
  readonly within?: readonly string[];
}): Promise<number> {
  const argv = [
    ...(props.within ?? []),
    'unshare',
    ...props.unshare,
    props.pause,
    MARK,
    props.dir,
    props.name,
  ];
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { detached: true, stdio: 'ignore', cwd: '/' });
  let failed = '';
  child.once('error', (error) => {
    failed = error.message;
  });
  child.once('exit', (code) => {
    failed = `${command} ended with code ${code}`;
  });
  child.unref();
  return until(
    `namespaces of ${props.name}`,
    () => {
      const pid = findKeeper(props.dir, props.name);
      if (pid === undefined && failed) throw new Error(failed);
      return pid;
    },
    { timeoutMs: 10_000, everyMs: 20 },
  );
}

/** The words that make a command run inside a keeper's namespaces. */
export function enter(pid: number): string[] {
  return ['nsenter', '--target', String(pid), '--mount', '--uts', '--net', '--pid', '--'];
}

function commandLine(pid: string): string[] {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
