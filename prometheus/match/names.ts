import { escaped } from '../relabel/forced-label';

/**
 * A regular expression that matches these names and no others. What several begin with, up to a
 * colon, stands once: match[] travels in the URL of every request.
 */
export function oneOf(names: readonly string[]): string {
  const levels = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const [, level = '', rest = name] = /^([^:]*:)(.*)$/.exec(name) ?? [];
    levels.set(level, [...(levels.get(level) ?? []), rest]);
  }
  return [...levels]
    .map(([level, rests]) =>
      level === '' || rests.length === 1
        ? rests.map((rest) => escaped(level + rest)).join('|')
        : `${escaped(level)}(${rests.map(escaped).join('|')})`,
    )
    .join('|');
}
