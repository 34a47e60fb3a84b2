#!/usr/bin/env node
import { EXIT } from './exit';
import { run } from './run';

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // Who reads may have had enough, as `head` has.
  if (code === 'EPIPE') return;
  process.stderr.write(`error: cannot write the output: ${message}\n`);
  process.exitCode = EXIT.usage;
});
// There is nowhere left to say it.
process.stderr.on('error', () => undefined);

run(process.argv.slice(2), process).then((code) => {
  process.exitCode ??= code;
});
