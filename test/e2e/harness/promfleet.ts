import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { writeKubeconfig } from './documented';
import type { Stand } from './stand';

const PROGRAM = path.join(__dirname, '../../../cli/bin.js');

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
}

/**
 * Runs a command of promfleet over the fleet of the suite, as somebody does whose kubeconfig has its
 * clusters; fails where it prints nothing.
 */
export async function promfleet(stand: Stand, ...args: readonly string[]): Promise<Ran> {
  const { workDir } = stand.context;
  const kubeconfig = await kubeconfigOf(stand);
  const files = ['-f', path.join(workDir, 'fleet.yaml'), '--kubeconfig', kubeconfig];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [PROGRAM, ...args, ...files], (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      if (stdout === '') reject(new Error(`promfleet ${args[0]}: ${stderr || error?.message}`));
      else resolve({ code, stdout });
    });
  });
}

/** Written once: lanes ask for it side by side. */
let written: Promise<string> | undefined;

function kubeconfigOf({ context: { hub, members, workDir } }: Stand): Promise<string> {
  const contexts = Object.fromEntries([hub, ...members].map((one) => [one.name, one]));
  const file = path.join(workDir, 'promfleet.kubeconfig');
  written ??= writeKubeconfig(file, contexts, hub.name).then(() => file);
  return written;
}
