import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../cli/run';

/** Runs a command on a fleet file of this text; the directory's name is taken out of the output. */
export async function onFleet(directory: string, text: string, ...argv: readonly string[]) {
  const fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, text);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (chunk: string) => {
      written[name] += chunk.replaceAll(`${directory}/`, '');
    },
  });
  const io = { stdout: stream('stdout'), stderr: stream('stderr'), env: {} };
  const code = await run([...argv, '--fleet', fleet], io);
  return { code, ...written };
}
