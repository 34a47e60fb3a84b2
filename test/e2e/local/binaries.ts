import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Log } from './log';
import { Refusal } from './refusal';

/** The binaries every cluster runs on. */
export const CLUSTER_BINARIES = [
  'pause',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'coredns',
  'netpol',
] as const;

/** Builds what is not in the cache yet; gives each name's path. */
export async function buildBinaries(
  names: readonly string[],
  log: Log,
): Promise<Record<string, string>> {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return {};
  const paths = await build(distinct, log);
  return Object.fromEntries(distinct.map((name, at) => [name, paths[at] ?? '']));
}

/** The version in the file name that `tools/build` gives: name-version-hash. */
export function versionOf(binary: string): string {
  return path.basename(binary).split('-').at(-2) ?? '';
}

/** The directory `tools/` of this checkout. */
export function toolsDirectory(): string {
  // Compiled or not, this file is somewhere below the folder that holds tools/.
  for (let dir = __dirname; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const tools = path.join(dir, 'tools');
    if (fs.existsSync(path.join(tools, 'build'))) return tools;
  }
  throw new Error('tools/build is not in this checkout');
}

function build(names: readonly string[], log: Log): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(toolsDirectory(), 'build'), names, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => child.kill();
    process.once('exit', stop);
    let paths = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      paths += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const line of text.trimEnd().split('\n')) log(line);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', stop);
      if (code === 0) return resolve(paths.trim().split('\n'));
      const last = said.trim().split('\n').at(-1) ?? '';
      reject(code === 2 ? new Refusal(last) : new Error(last));
    });
  });
}
