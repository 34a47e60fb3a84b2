import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { OutputError } from './error';
import { removeIfEmpty } from './journal';
import { isBegun, mayLive, type Owner, readOwner, thisProcess } from './owner';

const PREFIX = '.promfleet-';
const NAME = new RegExp(`^${PREFIX}[0-9a-f]{32}$`);

/** The file in a claim that says whose it is. */
export const OWNER = 'owner.json';

/** Two runs that begin at the same moment both step back, and try again after a while. */
const ATTEMPTS = 6;
const MOST_PAUSE_MS = 60;

/**
 * Makes a directory below `parent` that no other run has beside it: whoever has one is alone.
 *
 * A claim is made and signed before others are looked for, so that of two runs at least one sees
 * the other, without the system's help, and on shared file systems, too. What killed runs left is
 * removed.
 *
 * @throws OutputError when another run is at work
 */
export function claim(parent: string): string {
  for (let attempt = 1; ; attempt += 1) {
    const mine = join(parent, `${PREFIX}${randomBytes(16).toString('hex')}`);
    sign(mine);
    const heard = lastHeard(mine);
    const others = claims(parent).filter(({ directory }) => directory !== mine);
    const living = others.find(
      ({ directory, owner }) =>
        owner && heard && mayLive(owner, heard - (lastHeard(directory) ?? heard)),
    );
    if (heard !== undefined && !living) {
      for (const { directory, owner } of others) {
        if (owner) takeOver(directory, mine);
        else removeUnsigned(directory);
      }
      return mine;
    }
    removeClaim(mine);
    if (attempt === ATTEMPTS) throw refusal(living);
    pause(Math.random() * MOST_PAUSE_MS);
  }
}

/** Removes a claim with all that is in it; what says whose it is goes last. */
export function removeClaim(directory: string): void {
  for (const name of list(directory)) {
    if (name !== OWNER) rmSync(join(directory, name), { recursive: true, force: true });
  }
  removeUnsigned(directory);
}

/**
 * Removes what a run left that is taken for dead. All of it is out of that run's reach at once:
 * should it live after all, it can place nothing more, and take nothing back.
 */
function takeOver(directory: string, mine: string): void {
  const taken = join(mine, basename(directory));
  unlessGone(() => renameSync(directory, taken));
  rmSync(taken, { recursive: true, force: true });
}

interface Claim {
  readonly directory: string;
  /** Absent when nobody has signed: such a run has not looked for others yet, and will see us. */
  readonly owner?: Owner;
}

function claims(parent: string): Claim[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(({ name }) => {
      const directory = join(parent, name);
      const text = unlessGone(() => readFileSync(join(directory, OWNER), 'utf8'));
      return { directory, owner: readOwner(text ?? '') };
    });
}

/** Makes a claim; a run that has just won may have swept it away before it was signed. */
function sign(directory: string): void {
  mkdirSync(directory);
  unlessGone(() => writeFileSync(join(directory, OWNER), thisProcess(), { flag: 'wx' }));
}

/** What a run killed between making its claim and signing it left: nothing else is in it. */
function removeUnsigned(directory: string): void {
  const file = join(directory, OWNER);
  const text = unlessGone(() => readFileSync(file, 'utf8'));
  if (text !== undefined && isBegun(text) && list(directory).length === 1) {
    unlessGone(() => unlinkSync(file));
  }
  removeIfEmpty(directory);
}

/** By the clock of the file system. */
const lastHeard = (directory: string) => unlessGone(() => statSync(join(directory, OWNER)).mtimeMs);

function refusal(living: Claim | undefined): OutputError {
  const { pid, machine = '' } = living?.owner ?? {};
  const who = living ? `process ${pid} on ${machine.split(' ')[0]}` : 'which has just begun';
  const found = living ? `found ${living.directory}, ` : '';
  return new OutputError(`another promfleet (${who}) is writing here, ${found}wait for it to end`);
}

function list(directory: string): string[] {
  return unlessGone(() => readdirSync(directory)) ?? [];
}

function unlessGone<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
