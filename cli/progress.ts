import type { Output } from './io';

/** Quiet for this long, then a line that is written over. */
const PATIENCE_MS = 1000;
const REFRESH_MS = 100;

/** Shows how far a synthesis is, on a terminal and only when it takes its time. */
export function progress(output: Output) {
  let next = Date.now() + PATIENCE_MS;
  let shown = false;
  return {
    onProgress(done: number, total: number): void {
      if (!output.isTTY || Date.now() < next) return;
      next = Date.now() + REFRESH_MS;
      shown = true;
      output.write(`\r${done} of ${total} clusters`);
    },
    clear(): void {
      if (shown) output.write('\r\u001b[K');
    },
  };
}
