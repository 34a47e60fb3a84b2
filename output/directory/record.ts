import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { PlacedDiagnostic } from '../../diagnostics';
import { makeDirectories } from './make';
import type { Signatures } from './signatures';

/** What came of the last synthesis into a directory. */
export interface Remembered {
  readonly clusters: number;
  readonly objects: number;
  readonly bytes: number;
  readonly notes: readonly string[];
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** A folder that was read beside the fleet file, and what stood in it. */
  readonly folder?: { readonly path: string; readonly digest: string } | undefined;
  readonly signatures: Signatures;
}

const whole = z.int().nonnegative();
const remembered = z.strictObject({
  key: z.string(),
  clusters: whole,
  objects: whole,
  bytes: whole,
  notes: z.array(z.string()),
  diagnostics: z.array(z.custom<PlacedDiagnostic>((value) => Object(value) === value)),
  folder: z.strictObject({ path: z.string(), digest: z.string() }).optional(),
  signatures: z.record(z.string(), z.string()),
});

/** Output directories that are remembered; a record of 10,000 clusters takes 4 MB. */
const MOST_RECORDS = 20;

/** The name of a record, or of the draft of one. */
const RECORD = /^[0-9a-f]{32}\.json(\.\d+)?$/;

/**
 * The record of the last synthesis into a directory: a file in a cache directory.
 *
 * It only saves time, so that nothing that is wrong with it is worth a word: it is made anew.
 */
export class SynthesisRecord {
  /**
   * @param cache - the cache directory; made if it is not there
   * @param out - the output directory
   * @param key - of everything that the output depends on
   */
  constructor(
    private readonly cache: string,
    private readonly out: string,
    private readonly key: string,
  ) {}

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
      makeDirectories(resolve(this.cache), 0o700);
      quietly(() => this.prune());
      const text = JSON.stringify({ key: this.key, ...what });
      const { file } = this;
      const draft = `${file}.${process.pid}`;
      try {
        writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
        renameSync(draft, file);
      } finally {
        rmSync(draft, { force: true });
      }
    });
  }

  /** Throws where a relative path leads nowhere, since the working directory was removed. */
  private get file(): string {
    const name = createHash('sha256').update(resolve(this.out)).digest('hex').slice(0, 32);
    return join(this.cache, `${name}.json`);
  }

  /** Makes room for one more record: the oldest go. Other files are not ours to remove. */
  private prune(): void {
    const files = readdirSync(this.cache)
      .filter((name) => RECORD.test(name))
      .map((name) => join(this.cache, name));
    const times = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
    files.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0));
    for (const file of files.slice(MOST_RECORDS - 1)) rmSync(file);
  }
}

function quietly<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
