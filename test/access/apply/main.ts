import { withApiServer } from '../../api-server/server';
import { SCENARIOS } from './scenarios';
import { SIMULATED } from './simulated-fleet';
import { GUARDS } from './simulated-guards';
import { SPEED } from './speed';
import { onStage } from './stage';

/**
 * `promfleet apply` on two real API servers, and on many that are simulated:
 * `node lib/test/access/apply/main.js [PART OF A SENTENCE]`. It needs no root.
 */
async function main(part = ''): Promise<void> {
  let [passed, failed] = [0, 0];
  const step = async (what: string, run: () => Promise<void>) => {
    try {
      await run();
      passed += 1;
      process.stdout.write(`ok: ${what}\n`);
    } catch (error) {
      failed += 1;
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stdout.write(`FAILED: ${what}\n${why}\n`);
    }
  };
  const chosen = ([what]: readonly [string, unknown]) => what.includes(part);
  for (const [what, run] of Object.entries({ ...SPEED, ...SIMULATED, ...GUARDS }).filter(chosen)) {
    await step(what, run);
  }
  if (Object.entries(SCENARIOS).some(chosen)) {
    await withApiServer((home) =>
      withApiServer((away) =>
        onStage(home, away, async (stage) => {
          // Each stands on those before it.
          for (const [what, run] of Object.entries(SCENARIOS)) await step(what, () => run(stage));
        }),
      ),
    );
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

main(process.argv[2]);
