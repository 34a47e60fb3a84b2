import { type Diagnostic, error, type Path } from '../../diagnostics';
import { alertMatchers } from '../../language/matchers';
import { acceptor, type Matcher } from '../../language/vector-selector';
import { type Checked, type PlacedRoute, placed } from './checked';
import { WATCHDOG } from './inhibition';

/** Routes that no alert comes to. */
export function checkRoutes({ alertmanager, at }: Checked): Diagnostic[] {
  const { routes = [] } = alertmanager.route;
  const own: Taken = { matchers: [{ name: 'alertname', op: '=', value: WATCHDOG }] };
  return siblings(placed(routes, ['route']), [], [own], at);
}

/** Alerts that go no further; by a route of promfleet's if it has no index. */
interface Taken {
  readonly matchers: readonly Matcher[];
  readonly index?: number;
}

function siblings(
  routes: readonly PlacedRoute[],
  above: readonly Matcher[],
  taken: readonly Taken[],
  at: Checked['at'],
): Diagnostic[] {
  const known = new Map<string, Taken>(taken.map((one) => [keyOf(one.matchers), one]));
  return routes.flatMap(({ route, path }, index) => {
    const matchers = matchersOf(route);
    const all = [...above, ...matchers];
    const problem = contradiction(all) ?? takenBefore(matchers, known);
    if (!route.continue && !known.has(keyOf(matchers))) {
      known.set(keyOf(matchers), { matchers, index });
    }
    if (problem) return [error('unreachable', at(...path), problem)];
    const inner: Path = path;
    return siblings(placed(route.routes ?? [], inner), all, [], at);
  });
}

const matchersOf = ({ matchers = [] }: PlacedRoute['route']) => matchers.flatMap(alertMatchers);

const keyOf = (matchers: readonly Matcher[]) => matchers.map(textOf).sort().join();

/** Says which value a label would have to have and must not. */
function contradiction(matchers: readonly Matcher[]): string | undefined {
  for (const exact of matchers.filter(({ op }) => op === '=')) {
    const other = matchers.find((one) => one.name === exact.name && !acceptor(one)(exact.value));
    if (!other) continue;
    return `no alert matches both ${textOf(exact)} and ${textOf(other)}, found them here and above, write one of them`;
  }
  return undefined;
}

/**
 * Says which route above has all that matches: one that asks for nothing, for one of the same
 * things, or for the same things.
 */
function takenBefore(
  matchers: readonly Matcher[],
  known: ReadonlyMap<string, Taken>,
): string | undefined {
  const candidates = [[], ...matchers.map((one) => [one]), matchers];
  const by = candidates.map((some) => known.get(keyOf(some))).find(Boolean);
  if (!by) return undefined;
  if (by.index === undefined) {
    return `the alert ${WATCHDOG} goes to the heartbeat alone, found a route for it, write \`hub.alertmanager.heartbeat\``;
  }
  const what = by.matchers.length === 0 ? 'every alert' : by.matchers.map(textOf).join(', ');
  return `no alert comes here, found ${what} taken by routes[${by.index}], write this one above it or \`continue: true\` there`;
}

const textOf = ({ name, op, value }: Matcher) => `${name}${op}${JSON.stringify(value)}`;
