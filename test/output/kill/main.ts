import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { KillMatrix } from './matrix';

/**
 * Kills `promfleet synth` at every change that it makes to the file system, over an older tree and
 * into nothing: `node lib/test/output/kill/main.js`. With `--bin FILE` it is another program.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { bin: { type: 'string' } } });
  const matrix = new KillMatrix(values.bin);
  let [passed, failed] = [0, 0];
  for (const from of ['old', 'nothing'] as const) {
    let [next, ended] = [1, false];
    const worker = async () => {
      while (!ended) {
        const call = next++;
        const outcome = await matrix.kill(call, from, call % 2 ? 'new' : 'old');
        ended ||= outcome.ended;
        if (outcome.problems.length === 0) passed += 1;
        else failed += 1;
        for (const problem of outcome.problems) {
          process.stdout.write(`from ${from}, killed at call ${call}: ${problem}\n`);
        }
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  }
  matrix.remove();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

main();
