import { Command, CommanderError } from 'commander';
import { OutputError } from '../output/directory/error';
import { addSchema } from './commands/fleet/schema';
import { addSynth } from './commands/fleet/synth';
import { addValidate } from './commands/fleet/validate';
import { type Io, paint } from './io';

/** Exit codes: all is well; the fleet file is wrong; the command was used wrongly or cannot run. */
export const EXIT = { ok: 0, problems: 1, usage: 2 } as const;

/** Registers a command; `done` takes its exit code. */
export type AddCommand = (program: Command, io: Io, done: (code: number) => void) => void;

const COMMANDS: readonly AddCommand[] = [addSynth, addValidate, addSchema];

/** Runs promfleet with these arguments and returns its exit code; a bug throws. */
export function run(argv: readonly string[], io: Io): number {
  let code: number = EXIT.ok;
  const program = new Command('promfleet')
    .description('One fleet file in; out come the manifests that watch every Kubernetes cluster.')
    .version(require('../../package.json').version)
    .exitOverride()
    .showHelpAfterError('(promfleet --help says more)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const add of COMMANDS) {
    add(program, io, (result) => {
      code = result;
    });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof OutputError)) throw error;
    io.stderr.write(`${paint(io.stderr, io.env).red('error')}: ${error.message}\n`);
    return EXIT.usage;
  }
  return code;
}
