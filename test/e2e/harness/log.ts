/** Says what is going on, on standard error: results go to standard output. */
export function say(line: string): void {
  const time = new Date().toISOString().slice(11, 19);
  process.stderr.write(`    ${time} ${line}\n`);
}
