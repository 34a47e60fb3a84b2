import { CommanderError, Command as Program, Option as ProgramOption } from 'commander';
import { OutputError } from '../output/directory/error';
import type { Command, Option } from './command';
import { COMMANDS } from './commands';
import { EXIT, type ExitCode } from './exit';
import { type Io, paint } from './io';

/** Runs promfleet with these arguments and returns its exit code; a bug rejects. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Program('promfleet')
    .description('One fleet file in; out come the manifests that watch every Kubernetes cluster.')
    .version(require('../../package.json').version)
    .exitOverride()
    .showHelpAfterError('(promfleet --help says more)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const command of COMMANDS) {
    add(program, command, async (options) => {
      code = await command.run(options as never, io);
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof OutputError)) throw error;
    io.stderr.write(`${paint(io.stderr, io.env).red('error')}: ${error.message}\n`);
    return EXIT.usage;
  }
  return code;
}

function add(
  program: Program,
  { name, summary, argument, options }: Command,
  action: (options: unknown) => Promise<void>,
): void {
  const command = program.command(name).description(summary);
  if (argument) {
    // Before the options: one that takes several values would take it for another of them.
    const shown = argument.optional ? `[${argument.name}]` : `<${argument.name}>`;
    command.argument(shown, argument.summary).usage(`${shown} [options]`);
    command.action((value: string | undefined, given: object) =>
      action({ ...given, [argument.name]: value }),
    );
  } else command.action(action);
  for (const option of options) command.addOption(parsed(option));
}

function parsed(given: Option): ProgramOption {
  const { flags, summary, default: value, choices, repeatable } = given;
  const option = new ProgramOption(flags, summary);
  // Help shows what there is as it would be written.
  if (value !== undefined) option.default(value, JSON.stringify([value].flat().join(' ')));
  if (repeatable) option.argParser(collecting());
  if (choices) option.choices(choices);
  return option;
}

/** Gathers the values of an option that is given several times; the first replaces its default. */
function collecting(): (value: string) => readonly string[] {
  const values: string[] = [];
  return (value) => {
    values.push(value);
    return [...values];
  };
}
