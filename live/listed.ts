/**
 * Names one after the other, the first of them where they are many: `a, b, c and 4 more`.
 *
 * @param most - names that are said
 */
export function listed(names: readonly string[], most = 3): string {
  const more = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
