import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { PlacedDiagnostic } from '../../diagnostics';
import type { Signatures } from './signatures';

/** What came of the last synthesis into a directory. */
export interface Remembered {
  readonly clusters: number;
  readonly objects: number;
  readonly bytes: number;
  readonly diagnostics: readonly PlacedDiagnostic[];
  readonly signatures: Signatures;
}

const whole = z.int().nonnegative();
const remembered = z.strictObject({
  key: z.string(),
  clusters: whole,
  objects: whole,
  bytes: whole,
  diagnostics: z.array(z.custom<PlacedDiagnostic>((value) => Object(value) === value)),
  signatures: z.record(z.string(), z.string()),
});

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 30;

/**
 * The record of the last synthesis into a directory: a file in a cache directory.
 *
 * It only saves time, so that nothing that is wrong with it is worth a word: it is made anew.
 */
export class SynthesisRecord {
  private readonly file: string;

  /**
   * @param cache - the cache directory; made if it is not there
   * @param out - the output directory
   * @param key - of everything that the output depends on
   */
  constructor(
    private readonly cache: string,
    out: string,
    private readonly key: string,
  ) {
    const name = createHash('sha256').update(resolve(out)).digest('hex').slice(0, 32);
    this.file = join(cache, `${name}.json`);
  }

  /** What was remembered under the same key. */
  read(): Remembered | undefined {
    return quietly(() => {
      const { key, ...rest } = remembered.parse(JSON.parse(readFileSync(this.file, 'utf8')));
      return key === this.key ? rest : undefined;
    });
  }

  /** Replaces what was remembered. */
  write(what: Remembered): void {
    quietly(() => {
      mkdirSync(this.cache, { recursive: true, mode: 0o700 });
      quietly(() => this.prune());
      const text = JSON.stringify({ key: this.key, ...what });
      const draft = `${this.file}.${process.pid}`;
      try {
        writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
        renameSync(draft, this.file);
      } finally {
        rmSync(draft, { force: true });
      }
    });
  }

  /** Removes records of directories that nobody has synthesised into for long. */
  private prune(): void {
    for (const name of readdirSync(this.cache)) {
      const file = join(this.cache, name);
      if (Date.now() - statSync(file).mtimeMs > KEPT_DAYS * DAY_MS) rmSync(file);
    }
  }
}

function quietly<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
