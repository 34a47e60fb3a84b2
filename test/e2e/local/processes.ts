import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from './exec';
import { inside, type Place } from './namespaces';
import type { Cluster } from './plan';
import { until } from './wait';

/** A long-running program of a cluster. Its log is `<cluster dir>/log/<name>.log`. */
export interface Component {
  readonly name: string;
  readonly place: Place;
  readonly argv: readonly string[];
}

/** Starts a component inside its cluster's namespaces and lets it run on by itself. */
export function startComponent(cluster: Cluster, component: Component): void {
  const logFile = logOf(cluster, component.name);
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  fs.mkdirSync(path.join(cluster.dir, 'pid'), { recursive: true });
  const log = fs.openSync(logFile, 'a');
  // The pid is noted from inside, where it is the one that `kill` understands.
  const note = ['sh', '-c', 'echo $$ > "$0"; exec "$@"', pidFile(cluster, component.name)];
  const [command = '', ...args] = [...inside(cluster, component.place), ...note, ...component.argv];
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  child.on('error', () => undefined); // what waits for the component says that it is missing
  child.unref();
  fs.closeSync(log);
}

/**
 * Ends a component the way a machine that loses power does: connections break, nothing drains.
 *
 * Waits until it is gone. One that does not run is left alone.
 */
export async function stopComponent(cluster: Cluster, name: string): Promise<void> {
  if (!(await isRunning(cluster, name))) return;
  await signal(cluster, name, 'KILL');
  const gone = async () => !(await isRunning(cluster, name));
  await until(`${cluster.name}'s ${name} to end`, gone, { timeoutMs: 15_000, everyMs: 50 });
  fs.rmSync(pidFile(cluster, name), { force: true });
}

/** Whether a component was started and has not ended. */
export async function isRunning(cluster: Cluster, name: string): Promise<boolean> {
  return fs.existsSync(pidFile(cluster, name)) && signal(cluster, name, '0');
}

/** Where a component's output goes. */
export function logOf(cluster: Cluster, name: string): string {
  return path.join(cluster.dir, 'log', `${name}.log`);
}

/** The last lines a component printed, for error messages. */
export function logTail(cluster: Cluster, name: string, lines = 5): string {
  const file = logOf(cluster, name);
  if (!fs.existsSync(file)) return '';
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

async function signal(cluster: Cluster, name: string, what: string): Promise<boolean> {
  const pid = fs.readFileSync(pidFile(cluster, name), 'utf8').trim();
  const kill = ['sh', '-c', `kill -${what} "$0"`, pid];
  return run([...inside(cluster, 'node'), ...kill]).then(
    () => true,
    () => false,
  );
}

function pidFile(cluster: Cluster, name: string): string {
  return path.join(cluster.dir, 'pid', name);
}
