import type { Scenario } from './scenario';
import { SCENARIOS } from './scenarios';

/**
 * Members that harm a hub, against a real Prometheus that `PROMETHEUS` names:
 * `PROMETHEUS=$(tools/build prometheus) node lib/test/faults/hub/main.js [part of a name]`
 */
async function main(part = ''): Promise<void> {
  const counts = { passed: 0, failed: 0 };
  const runNext = async (waiting: Scenario[]) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = Date.now();
      const error = await next.run().then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (error === undefined) counts.passed += 1;
      else counts.failed += 1;
      process.stdout.write(`  ${error ? '✗' : '✓'} ${next.name} (${seconds} s)\n`);
      if (error) process.stdout.write(`    ${error.message.replaceAll('\n', '\n    ')}\n`);
    }
  };
  const chosen = SCENARIOS.filter(({ name }) => name.includes(part));
  const together = chosen.filter(({ alone }) => !alone);
  // Most of the time they wait; more would starve each other on a small machine.
  await Promise.all(Array.from({ length: 8 }, () => runNext(together)));
  await runNext(chosen.filter(({ alone }) => alone));
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

// What ends with the process is stopped at its exit, which a signal alone would skip.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
void main(process.argv[2]);
