import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** The process that a staging directory is of. */
export type Owner = z.infer<typeof owner>;

const WORDS = 'a staging directory of promfleet';

const owner = z.object({
  /** Says what this is; nobody else writes these words into a file. */
  is: z.literal(WORDS),
  /** Where the number of a process means the same process. */
  machine: z.string(),
  pid: z.int().positive(),
  /** When it began, as numbers are given again; empty where the system does not say. */
  started: z.string(),
});

/** What is written into a staging directory of this process. */
export function thisProcess(): string {
  const { pid } = process;
  const started = processStat(pid)?.started ?? '';
  const it: Owner = { is: WORDS, machine: machine(), pid, started };
  return `${JSON.stringify(it)}\n`;
}

/** The owner that was written; nothing if it is not of promfleet's writing. */
export function readOwner(text: string): Owner | undefined {
  try {
    return owner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether this may be what a run that was killed had written so far. */
export function isBegun(text: string): boolean {
  const begin = JSON.stringify({ is: WORDS }).slice(0, -1);
  return text.startsWith(begin) || begin.startsWith(text);
}

/** A run shows that it lives many times a second; stopped for so long, it is taken for dead. */
const QUIET_MS = 120_000;

/**
 * Whether the owner may still be at work. On the same machine the system knows; of others only
 * their silence tells.
 *
 * @param quietMs - for how long nothing was heard of it
 */
export function mayLive({ machine: where, pid, started }: Owner, quietMs: number): boolean {
  if (where === machine()) {
    if (!isRunning(pid)) return false;
    const stat = processStat(pid);
    if (stat && started) return stat.started === started && !/[ZX]/.test(stat.state);
  }
  return quietMs < QUIET_MS;
}

/** Its name is not enough: after a restart, and in another container, processes count anew. */
function machine(): string {
  const parts = [
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    () => readlinkSync('/proc/self/ns/pid'),
  ];
  return [hostname(), ...parts.map((part) => attempt(part) ?? '')].join(' ');
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** State and start of a process on Linux: fields 3 and 22 of proc_pid_stat(5). */
function processStat(pid: number) {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in brackets may have spaces and brackets in it.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields && { state: fields[0] ?? '', started: fields[19] ?? '' };
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
