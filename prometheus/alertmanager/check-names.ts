import { type Code, type Diagnostic, error, type Path } from '../../diagnostics';
import { nearest } from '../../language/nearest';
import { ALERTMANAGER } from '../../model/components/alertmanager';
import { allRoutes, type Checked } from './checked';

/** Names that are given twice, that nothing has, and receivers that nothing names. */
export function checkAlertmanagerNames(checked: Checked): Diagnostic[] {
  const { config, at } = checked;
  const receivers = config.receivers.map(({ name }) => name);
  const intervals = (config.time_intervals ?? []).map(({ name }) => name);
  const named = namedReceivers(checked);
  return [
    ...duplicates(receivers, OWN, (index) => at('receivers', index, 'name')),
    ...duplicates(intervals, [], (index) => at('time_intervals', index, 'name')),
    ...unknown('receiver', named, [...receivers, ALERTMANAGER.nobody]),
    ...unknown('time interval', namedIntervals(checked), intervals),
    ...unnamed(
      receivers,
      named.map(({ name }) => name),
      checked,
    ),
  ];
}

/** Receivers that promfleet makes. */
const OWN: readonly string[] = [ALERTMANAGER.nobody, ALERTMANAGER.heartbeat.receiver];

interface Named {
  readonly name: string;
  readonly path: Path;
}

function namedReceivers(checked: Checked): Named[] {
  const { alertmanager, at } = checked;
  return [
    { name: alertmanager.route.receiver, path: at('route', 'receiver') },
    ...allRoutes(checked).flatMap(({ route: { receiver }, path }) =>
      receiver === undefined ? [] : [{ name: receiver, path: at(...path, 'receiver') }],
    ),
  ];
}

function namedIntervals(checked: Checked): Named[] {
  const keys = ['mute_time_intervals', 'active_time_intervals'] as const;
  return allRoutes(checked).flatMap(({ route, path }) =>
    keys.flatMap((key) =>
      (route[key] ?? []).map((name, index) => ({ name, path: checked.at(...path, key, index) })),
    ),
  );
}

function duplicates(
  names: readonly string[],
  own: readonly string[],
  path: (index: number) => Path,
): Diagnostic[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    const owner = own.includes(name) ? 'promfleet' : earlier !== undefined && `entry ${earlier}`;
    if (!owner) return [];
    const message = `names are unique, found ${JSON.stringify(name)}, which ${owner} has, write another`;
    return [error('duplicate-name', path(index), message)];
  });
}

const CODES = {
  receiver: 'unknown-receiver',
  'time interval': 'unknown-time-interval',
} as const satisfies Record<string, Code>;

function unknown(
  what: keyof typeof CODES,
  named: readonly Named[],
  names: readonly string[],
): Diagnostic[] {
  const all = new Set(names);
  const known = [...all];
  return named.flatMap(({ name, path }) => {
    if (all.has(name)) return [];
    const near = nearest(name, known);
    const right = near ? `did you mean ${near}?` : `write one of ${known.join(', ')}`;
    const way = known.length > 0 ? right : `write it under \`time_intervals\``;
    const message = `there is no ${what} of this name, found ${JSON.stringify(name)}, ${way}`;
    return [error(CODES[what], path, message)];
  });
}

function unnamed(
  receivers: readonly string[],
  named: readonly string[],
  { at }: Checked,
): Diagnostic[] {
  // A misspelt name is said to be one, which is enough.
  const all = new Set(named.map((name) => nearest(name, receivers) ?? name));
  return receivers.flatMap((name, index) => {
    if (all.has(name) || OWN.includes(name)) return [];
    const message = `no route names this receiver, found ${JSON.stringify(name)}, name it in a route or leave it out`;
    return [error('unreachable', at('receivers', index, 'name'), message)];
  });
}
