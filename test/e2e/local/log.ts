/** Takes one line of progress. */
export type Log = (line: string) => void;

/** A log that puts the seconds since its creation before every line. */
export function elapsedLog(write: (text: string) => void): Log {
  const started = Date.now();
  return (line) => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
    write(`[${seconds}s] ${line}\n`);
  };
}
