import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';

/** What a command printed and wrote. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The fleet file afterwards; undefined where there is none. */
  readonly fleet?: string;
}

/**
 * Runs promfleet in a directory of its own, which is `HERE` in its arguments, with the fleet file
 * `FLEET`; the directory's name is taken out of the output.
 *
 * @param text - of the fleet file before
 * @param files - others, by name
 */
export async function promfleet(
  argv: readonly string[],
  text?: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-import-'));
  const fleet = join(directory, 'fleet.yaml');
  try {
    if (text !== undefined) writeFileSync(fleet, text);
    for (const [name, file] of Object.entries(files)) writeFileSync(join(directory, name), file);
    const written = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      write: (chunk: string) => {
        written[name] += chunk.replaceAll(`${directory}/`, '');
      },
    });
    const code = await run(
      argv.map((argument) => argument.replace('FLEET', fleet).replace('HERE', directory)),
      { stdout: stream('stdout'), stderr: stream('stderr'), env: {} },
    );
    return { code, ...written, fleet: read(fleet) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
