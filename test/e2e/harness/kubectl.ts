import { execFile, execFileSync } from 'node:child_process';
import * as path from 'node:path';

/** What a kubectl command printed. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Anything with an administrator's kubeconfig. */
export interface Administered {
  readonly kubeconfig: string;
}

/** How a kubectl command is run. */
export interface KubectlOptions {
  /**
   * Given on standard input: secrets never stand on a command line.
   *
   * @default - nothing
   */
  readonly stdin?: string;
  /** @default 60000 */
  readonly timeoutMs?: number;
}

/** Runs kubectl as a cluster's administrator; rejects with what it said on standard error. */
export function kubectl(
  { kubeconfig }: Administered,
  args: readonly string[],
  { stdin, timeoutMs = 60_000 }: KubectlOptions = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = { timeout: timeoutMs, maxBuffer: 256 * 1024 * 1024 };
    const argv = ['--kubeconfig', kubeconfig, ...args];
    const child = execFile(kubectlPath(), argv, options, (error, stdout, stderr) => {
      if (!error) return resolve({ stdout, stderr });
      const said = stderr.trim() || (error.killed ? `no end in ${timeoutMs / 1000} s` : '');
      reject(new Error(`kubectl ${args.slice(0, 4).join(' ')}: ${said || error.message}`));
    });
    child.stdin?.on('error', () => undefined); // it ended before it had read everything
    child.stdin?.end(stdin ?? '');
  });
}

/** Runs a kubectl command that can print JSON, and parses it. */
export async function kubectlJson<T>(cluster: Administered, args: readonly string[]): Promise<T> {
  const { stdout } = await kubectl(cluster, [...args, '-o', 'json']);
  return JSON.parse(stdout) as T;
}

/** GETs a path of the API server. */
export async function getRaw(cluster: Administered, urlPath: string): Promise<string> {
  return (await kubectl(cluster, ['get', '--raw', urlPath])).stdout;
}

/** Creates or updates objects of the suite's own, such as Secrets. */
export async function put(cluster: Administered, ...objects: object[]): Promise<void> {
  const args = ['apply', '--server-side', '--force-conflicts', '--field-manager=e2e', '-f', '-'];
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  await kubectl(cluster, args, { stdin: JSON.stringify(list) });
}

/** The kubectl that comes with the development dependencies. */
export function kubectlPath(): string {
  return unpacked('kubectl');
}

/** The helm that comes with the development dependencies. */
export function helmPath(): string {
  return unpacked('helm');
}

const found = new Map<string, string>();

function unpacked(name: string): string {
  const known = found.get(name);
  if (known !== undefined) return known;
  const script = path.join(__dirname, '../../../../tools/unpack');
  const where = execFileSync(script, [name], { encoding: 'utf8' }).trim();
  found.set(name, where);
  return where;
}
