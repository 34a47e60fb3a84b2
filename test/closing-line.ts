import type { AggregatedResult, Reporter } from '@jest/reporters';

/** Ends the run with one line that any CI recognises: `N passed, N failed[, N skipped]`. */
export default class ClosingLine implements Pick<Reporter, 'onRunComplete'> {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    // A suite that does not load runs no test, so it has to count as a failure by itself.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}
