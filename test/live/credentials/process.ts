import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Printed, type SimulatedFleet, withoutProgress } from './fleet';

/** Runs `promfleet connect` as a process of its own, with this environment and no other. */
export function inProcess(
  fleet: SimulatedFleet,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd?: string,
): Promise<Printed> {
  const child = started(fleet, args, env, cwd);
  const printed = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text) => {
    printed.stdout += text;
  });
  child.stderr?.on('data', (text) => {
    printed.stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code: code ?? -1, ...printed, stderr: withoutProgress(printed.stderr) }),
    );
  });
}

/** Starts it, for who has other plans with it. */
export function started(
  { fleetPath, kubeconfigPath }: SimulatedFleet,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd?: string,
): ChildProcess {
  const cli = join(__dirname, '../../../cli/bin.js');
  const all = [cli, 'connect', '-f', fleetPath, '--kubeconfig', kubeconfigPath, ...args];
  return spawn(process.execPath, all, { env, cwd });
}
