/** One fault, on servers of its own. */
export interface Scenario {
  /** What is to be true, as a sentence. */
  readonly name: string;
  /** Needs the machine for itself: beside it, requests of others would take longer than they may. */
  readonly alone?: boolean;
  readonly run: () => Promise<void>;
}

/**
 * Runs scenarios, says of each how it went and how long it took, and at last how many there were.
 *
 * @param sideBySide - how many at a time: most of the time they wait, but more would starve each
 *   other on a small machine
 */
export async function runScenarios(
  scenarios: readonly Scenario[],
  sideBySide: number,
): Promise<void> {
  // What they leave is removed at the exit of this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const counts = { passed: 0, failed: 0 };
  const runNext = async (waiting: Scenario[]) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) counts[await outcome(next)] += 1;
  };
  const together = scenarios.filter(({ alone }) => !alone);
  await Promise.all(Array.from({ length: sideBySide }, () => runNext(together)));
  await runNext(scenarios.filter(({ alone }) => alone));
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

async function outcome({ name, run }: Scenario): Promise<'passed' | 'failed'> {
  const started = Date.now();
  const error = await run().then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`  ${error ? '✗' : '✓'} ${name} (${seconds} s)\n`);
  if (error) process.stdout.write(`    ${error.message.replaceAll('\n', '\n    ')}\n`);
  return error ? 'failed' : 'passed';
}
