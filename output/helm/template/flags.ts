import type { Scope } from './marks';

/** A condition that a template may ask for. */
export interface Flag {
  /** In the language of templates: true, or what counts as true, where it holds. */
  readonly expression: string;
  /** What it is of, if it may change from one round of a `range` to the next. */
  readonly scope?: Scope | undefined;
  /** Whether it takes away one thing and says nothing else: there may be hundreds of these. */
  readonly takesOne?: boolean | undefined;
  /** Whether it takes away nearly all that there is. */
  readonly takesMost?: boolean | undefined;
  /** What has any elements where it holds. */
  readonly someOf?: Scope | undefined;
}

/** Flags by their names: those that come first are asked for where others would do as well. */
export type Flags = Readonly<Record<string, Flag>>;

/** An expression as an argument of another. */
export const argument = (expression: string) =>
  /^[$.\w]+$|^\([^()]*\)$/.test(expression) ? expression : `(${expression})`;
