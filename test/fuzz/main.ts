import { parseArgs } from 'node:util';
import { baseOf } from './base';
import { fuzzedFleet } from './case';
import { hasPromtool } from './promtool';
import { fuzz } from './run';

/**
 * A long fuzz run: `node lib/test/fuzz/main.js --seed 1 --runs 5000`. With `--show RUN` it prints
 * the fleet file of one run instead.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3000' },
    show: { type: 'string' },
  },
});
const seed = Number(values.seed);

if (values.show !== undefined) {
  const run = Number(values.show);
  process.stdout.write(fuzzedFleet(baseOf(run), seed, run, hasPromtool()));
} else {
  const promtool = hasPromtool();
  if (!promtool)
    process.stdout.write('fuzz: no promtool in PROMTOOL or on PATH, configurations go unchecked\n');
  const runs = Array.from({ length: Number(values.runs) }, (_, run) => run);
  const { valid, refused, failures } = fuzz({ seed, runs, promtool });
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  process.stdout.write(`fuzz: seed ${seed}, ${valid} rendered, ${refused} refused\n`);
  process.stdout.write(`${valid + refused} passed, ${failures.length} failed\n`);
  if (failures.length > 0) process.exitCode = 1;
}
