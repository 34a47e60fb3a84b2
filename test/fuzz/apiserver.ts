import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DryRun } from '../api-server/dry-run';
import { installHttpRoutes } from '../api-server/gateway-api';
import { LIMITS } from '../api-server/limits';
import { REFUSALS } from '../api-server/refusals';
import { RELEASES } from '../api-server/releases';
import { type ApiServer, withApiServer } from '../api-server/server';
import { SHARING } from '../api-server/sharing';
import { TAKEOVER } from '../api-server/takeover';
import { fleetOfWords } from '../charts/yaml11-fleet';
import { baseOf, EVERY_KEY, EXAMPLE, sharing } from './base';
import { grownFleet } from './grow';
import { LONGEST, RARE } from './rare';
import { rendered } from './rendered';

/**
 * What is accepted and rendered, before a real API server: `node lib/test/fuzz/apiserver.js --seed 1
 * --runs 60`. With `--show RUN` it prints the fleet file of one run instead.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '60' },
    show: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** What is written to the cluster it is for, each of them all at once, by what it is called. */
function texts(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of ['dist', join('test', 'goldens', 'charts')]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (name.endsWith('.yaml')) found.set(file, readFileSync(file, 'utf8'));
    }
  }
  for (const [what, fleet] of [
    ['the example of every setting', EXAMPLE],
    ['every key', EVERY_KEY],
    ['every key, and a statestore that members share', sharing(EVERY_KEY)],
    ['words of YAML 1.1', fleetOfWords()],
    ['legal forms that are rare', RARE],
    ['names as long as they may be', LONGEST],
    ['names as long as they may be, and a statestore that members share', sharing(LONGEST)],
  ] as const) {
    found.set(what, [...(rendered(fleet)?.values() ?? [])].join('---\n'));
  }
  return found;
}

async function main(server: ApiServer): Promise<void> {
  await installHttpRoutes(server);
  const dryRun = new DryRun(server.connection);
  let [passed, failed, changed] = [0, 0, 0];
  const step = async (what: string, problems: () => Promise<readonly string[]>) => {
    const found = await problems().catch((error: Error) => [error.message]);
    if (found.length === 0) passed += 1;
    else failed += 1;
    for (const problem of found) process.stdout.write(`${what}: ${problem}\n`);
  };
  for (const [what, run] of Object.entries(REFUSALS)) await step(what, () => run(server));
  for (const [what, text] of texts()) {
    await step(what, () =>
      text ? dryRun.problems(text) : Promise.resolve(['nothing is rendered']),
    );
  }
  for (let run = 0; run < Number(values.runs); run++) {
    const { text, changes } = grownFleet(baseOf(run), seed, run);
    changed += changes.length;
    await step(`run ${run}`, async () => {
      const files = rendered(text);
      if (!files) return [];
      const problems = await dryRun.problems([...files.values()].join('---\n'));
      return problems.length > 0 ? [...problems, `after ${JSON.stringify(changes)}`] : [];
    });
  }
  for (const [what, run] of Object.entries({ ...LIMITS, ...RELEASES, ...TAKEOVER, ...SHARING })) {
    await step(what, async () => {
      await run(server);
      return [];
    });
  }
  process.stdout.write(`seed ${seed}: ${changed} changes, ${dryRun.count} different objects\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

if (values.show === undefined) withApiServer(main);
else {
  const run = Number(values.show);
  process.stdout.write(grownFleet(baseOf(run), seed, run).text);
}
