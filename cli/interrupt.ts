import { EXIT } from './exit';
import type { Io } from './io';

/**
 * Ends the process when someone presses Ctrl-C, with a sentence. What is under way is left to the
 * API servers, which do a request or do not.
 *
 * @param clear - takes away what is shown of the progress
 * @param message - what is to be known, such as how to go on
 * @returns lets Ctrl-C be as it was
 */
export function onInterrupt(io: Io, clear: () => void, message: string): () => void {
  const end = () => {
    clear();
    io.stderr.write(`interrupted: ${message}\n`);
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', end);
  return () => {
    process.off('SIGINT', end);
  };
}

/**
 * Tells what is under way to end when someone presses Ctrl-C, with a sentence; pressed again, it ends
 * the process.
 *
 * @param clear - takes away what is shown of the progress
 * @param message - what is done before the end
 */
export function abortOnInterrupt(
  io: Io,
  clear: () => void,
  message: string,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const end = () => {
    clear();
    io.stderr.write(`interrupted: ${message}\n`);
    controller.abort();
  };
  process.once('SIGINT', end);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', end);
    },
  };
}
