/** A flag of a command line in one argument, with its value if it takes one. */
export const COMMAND_FLAG = /^--[A-Za-z0-9][-A-Za-z0-9_.]*(=.*)?$/;

/** The name of a flag, as its program lists it. */
export const flagName = (argument: string): string => argument.replace(/^--|=.*$/gs, '');

/**
 * Says what is wrong with an argument that is added to those of a program, given the names of the
 * flags that are not free.
 */
export function checkArgument(argument: string, taken: readonly string[]): string | undefined {
  const found = JSON.stringify(argument);
  if (!COMMAND_FLAG.test(argument)) {
    return `not a flag, found ${found}, write one such as --name or --name=value`;
  }
  const name = flagName(argument);
  if (!taken.includes(name)) return undefined;
  return `promfleet sets this flag itself, found ${found}, leave it out`;
}
