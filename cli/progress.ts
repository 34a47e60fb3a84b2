import type { Output } from './io';

/** Quiet for this long, then a line that is written over. */
const PATIENCE_MS = 1000;
const REFRESH_MS = 100;

/**
 * Shows how far something is, on a terminal and only when it takes its time.
 *
 * @param what - is counted, in the plural
 */
export function progress(output: Output, what = 'clusters') {
  let next = Date.now() + PATIENCE_MS;
  let shown = false;
  return {
    onProgress(done: number, total: number): void {
      if (!output.isTTY || Date.now() < next) return;
      next = Date.now() + REFRESH_MS;
      shown = true;
      output.write(`\r${done} of ${total} ${what}`);
    },
    clear(): void {
      if (shown) output.write('\r\u001b[K');
    },
  };
}
