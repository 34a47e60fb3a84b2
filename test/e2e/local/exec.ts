import { execFile, spawnSync } from 'node:child_process';

// Administrators' tools live in sbin, which a login shell of an ordinary user lacks.
process.env.PATH = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/go/bin`;

/** Runs a program to its end; resolves to its stdout, rejects with what it printed on stderr. */
export function run(argv: readonly string[], timeoutMs = 120_000, input?: string): Promise<string> {
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const options = { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.trim() || stdout.trim() || error.message;
      reject(new Error(`${command} ${args.slice(0, 6).join(' ')}: ${said}`));
    });
    child.stdin?.end(input);
  });
}

/** Runs a program to its end while nothing else happens; for teardown, where exit handlers wait. */
export function runSync(argv: readonly string[]): { ok: boolean; stdout: string } {
  const [command = '', ...args] = argv;
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000, stdio: 'pipe' });
  return { ok: done.status === 0, stdout: done.stdout ?? '' };
}

/** Sleeps without yielding; for teardown only. */
export function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
