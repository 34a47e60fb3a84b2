import { visible } from '../diagnostics';
import type { ExitCode } from './exit';
import { type Io, paint } from './io';

/** Says why a command does nothing, and gives back the exit code. */
export function refused(
  message: string,
  code: ExitCode,
  { output }: { readonly output: 'text' | 'json' },
  { stdout, stderr, env }: Io,
): ExitCode {
  if (output === 'json') stdout.write(`${JSON.stringify({ ok: false, message }, null, 2)}\n`);
  else stderr.write(`${paint(stderr, env).red('error')}: ${visible(message)}\n`);
  return code;
}
