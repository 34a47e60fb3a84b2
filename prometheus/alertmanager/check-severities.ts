import { type Diagnostic, error, type Path } from '../../diagnostics';
import { alertMatchers } from '../../language/matchers';
import { nearest } from '../../language/nearest';
import { acceptor, type Matcher } from '../../language/vector-selector';
import type { RuleGroups } from '../../model/types';
import { ALL_SEVERITIES } from '../rules/rule';
import { allRoutes, type Checked } from './checked';

/**
 * Severities that no alert has.
 *
 * @param rules - the user's, which may have severities of their own
 */
export function checkSeverities(checked: Checked, rules: RuleGroups): Diagnostic[] {
  const own = rules.flatMap((group) =>
    [group, ...group.rules].flatMap(({ labels }) => labels?.severity ?? []),
  );
  // What a template gives is known only when an alert fires.
  if (own.some((severity) => severity.includes('{{'))) return [];
  const known = [...new Set([...ALL_SEVERITIES, ...own])];
  return writtenMatchers(checked).flatMap(({ text, path }) =>
    alertMatchers(text).flatMap((matcher) => {
      const wrong = matcher.name === 'severity' && unknownSeverity(matcher, known);
      return wrong ? [error('unknown-severity', checked.at(...path), wrong)] : [];
    }),
  );
}

function writtenMatchers(checked: Checked): { text: string; path: Path }[] {
  const listed = (matchers: readonly string[] | undefined, path: Path) =>
    (matchers ?? []).map((text, index) => ({ text, path: [...path, index] }));
  return [
    ...allRoutes(checked).flatMap(({ route, path }) =>
      listed(route.matchers, [...path, 'matchers']),
    ),
    ...(checked.config.inhibit_rules ?? []).flatMap((rule, index) =>
      (['source_matchers', 'target_matchers'] as const).flatMap((key) =>
        listed(rule[key], ['inhibit_rules', index, key]),
      ),
    ),
  ];
}

/** A matcher that takes or leaves what no alert has. */
function unknownSeverity(matcher: Matcher, known: readonly string[]): string | undefined {
  const { op, value } = matcher;
  if (op === '!~') return undefined;
  const right = op === '=~' ? known.some(acceptor(matcher)) : known.includes(value) || value === '';
  if (right) return undefined;
  const near = nearest(value, known);
  const way = near ? `did you mean ${near}?` : `write one of ${known.join(', ')}`;
  return `no alert has this severity, found ${JSON.stringify(value)}, ${way}`;
}
