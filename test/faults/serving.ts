import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of the Prometheus family, which says at a path of its own when it is ready. */
export class Serving {
  private child: ChildProcess | undefined;

  /**
   * @param name - what it is, as a failure says it
   * @param url - where it serves
   * @param logFile - where its log goes, anew with each start
   */
  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly logFile: string,
  ) {}

  /** Ends it at once, as this process ends. */
  readonly kill = () => this.child?.kill('SIGKILL');

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it; fails with its log if it ends before it is ready. */
  async start(
    [command = '', ...args]: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const log = openSync(this.logFile, 'w');
    const child = spawn(command, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
    });
    closeSync(log);
    this.child = child;
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null)
        throw new Error(`${this.name} ended with ${child.exitCode}: ${this.log()}`);
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(`${this.name} is not ready after 30 s`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill(signal)) await ended;
  }

  /** What it logged since it was started last. */
  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }
}

/** The program that a variable of the environment names; absent, how to build it. */
export function binary(variable: string, recipe: string): string {
  const named = process.env[variable];
  if (named) return named;
  throw new Error(`${variable} names no binary, run ${variable}=$(tools/build ${recipe})`);
}
