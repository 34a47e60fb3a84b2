import type { ExitCode } from './exit';
import type { Io } from './io';

/** A command of promfleet as data: its help, its parsing and its tests come from here. */
export interface Command<Options = never> {
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /**
   * What stands behind its name: its value comes with those of the options.
   *
   * @default - nothing
   */
  readonly argument?: Argument;
  readonly options: readonly Option[];
  readonly run: (options: Options, io: Io) => Promise<ExitCode>;
}

/** What a command works on. */
interface Argument {
  /** Such as `cluster`. */
  readonly name: string;
  readonly summary: string;
  /**
   * Whether the command does without it.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** An option as help shows it. */
export interface Option {
  /** Such as `-f, --fleet <file>`; without `<…>` it is a switch. */
  readonly flags: string;
  readonly summary: string;
  /**
   * What it is unless given.
   *
   * @default - nothing; a switch is off
   */
  readonly default?: string | readonly string[];
  /**
   * Whether it can be given several times, a value each; it parses to a list.
   *
   * @default false
   */
  readonly repeatable?: boolean;
  /**
   * The values it takes.
   *
   * @default - any
   */
  readonly choices?: readonly string[];
}
