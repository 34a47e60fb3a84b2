/**
 * Says what is wrong with a value, or nothing when it is right.
 *
 * A message has the form `what is wrong, what was found, what would be right`.
 */
export type Check = (value: string) => string | undefined;

/** A check against one pattern: `what` names the thing, `right` is an example of a good one. */
export function matching(pattern: RegExp, what: string, right: string): Check {
  return (value) =>
    pattern.test(value) ? undefined : `not ${what}, found ${JSON.stringify(value)}, write ${right}`;
}
