import { type Code, type Diagnostic, error, type Path } from '../../diagnostics';
import { CHOSEN, variablesIn, withoutVariables } from '../../language/grafana-variables';
import { nearest } from '../../language/nearest';
import { checkPromql } from '../../language/promql';
import type { Expression } from './expressions';
import type { DashboardShape } from './shape';

/** https://grafana.com/docs/grafana/latest/administration/provisioning/ */
const UID = /^[\w-]{1,40}$/;

/** What is wrong with a dashboard, as far as it shows in it alone. */
export function checkOwn(
  { uid, title, panels, templating }: DashboardShape,
  expressions: readonly Expression[],
): Diagnostic[] {
  const missing = (key: string, why: string): Diagnostic =>
    error('missing-key', [], `${key} is not there, ${why}`);
  const defined = templating.map(({ name }) => name);
  return [
    ...(panels ? [] : [missing('panels', 'export the dashboard in its classic form')]),
    ...(title ? [] : [missing('title', 'write what it shows')]),
    ...(uid === undefined || uid === ''
      ? [missing('uid', 'write one, or each replacement of the pod gives it another')]
      : wrongUid(uid)),
    ...expressions.flatMap((expression) => [
      ...undefinedVariables(expression, defined),
      ...notPromql(expression),
    ]),
  ];
}

const wrongUid = (uid: string): Diagnostic[] =>
  UID.test(uid)
    ? []
    : [
        error(
          'invalid-value',
          ['uid'],
          `not a uid, found ${JSON.stringify(uid)}, write at most 40 of a-z, A-Z, 0-9, - and _`,
        ),
      ];

const undefinedVariables = ({ path, expr }: Expression, defined: readonly string[]) =>
  variablesIn(expr)
    .filter((name) => !defined.includes(name))
    .map((name) => {
      const near = nearest(name, defined);
      const advice = near === undefined ? 'define it under templating' : `did you mean $${near}?`;
      return said('unknown-variable', path, `no such variable, found $${name}, ${advice}`);
    });

/** An expression is right if it is with something put in for what a viewer chooses. */
function notPromql({ path, expr }: Expression): Diagnostic[] {
  const plain = withoutVariables(expr);
  const checked = checkPromql(plain);
  if (!('wrong' in checked)) return [];
  // Outside of quotes, a number may be what is chosen.
  const counted = plain.replace(QUOTED_OR_CHOSEN, (found) => (found === CHOSEN ? '1' : found));
  if (counted !== plain && !('wrong' in checkPromql(counted))) return [];
  return [said('invalid-value', path, `not PromQL, found ${quoted(expr)}: ${checked.wrong}`)];
}

const QUOTED_OR_CHOSEN = new RegExp(
  `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`[^\`]*\`|${CHOSEN}`,
  'g',
);

const said = (code: Code, path: Path, message: string) => error(code, path, message);

/** Characters of an expression that are shown. */
const SHOWN = 60;

const quoted = (expr: string) =>
  JSON.stringify(expr.length > SHOWN ? `${expr.slice(0, SHOWN)}…` : expr);
