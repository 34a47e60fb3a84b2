import { CLOCKS } from './scenarios/clocks';
import { FLOODS } from './scenarios/floods';

/**
 * Members that harm a hub, against a real Prometheus that `PROMETHEUS` names:
 * `PROMETHEUS=$(tools/build prometheus) node lib/test/faults/hub/main.js`
 */
async function main(): Promise<void> {
  const waiting = [...CLOCKS, ...FLOODS];
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
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
  // More at a time would starve each other on a small machine, and miss scrapes of their own.
  await Promise.all(Array.from({ length: 4 }, worker));
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed > 0) process.exitCode = 1;
}

void main();
