import type { HubAlertName } from '../../inventory/alerts/hub';
import { SEVERITIES } from '../../inventory/schema/alerts';
import { RANK_LEVELS, RANKS, rank } from '../severity';
import type { Column } from '../types';
import type { Members } from './select';
import { seen } from './state';

/** The alert by which the hub passes on those of members' own rules, with their name as a label. */
const OTHERS: HubAlertName = 'MemberAlert';

/** Every alert that tells somebody something. */
const TELLING = `severity=~"${SEVERITIES.join('|')}"`;

/** Alerts of the hub that fire about members, theirs that it passes on among them. */
export const firing = ({ of }: Members, ...matchers: readonly string[]) =>
  of('ALERTS', 'alertstate="firing"', ...matchers);

/** How many alerts of a severity fire about each member that any does. */
export const alertsBy = (members: Members, severity: 'critical' | 'warning') =>
  `count by (${members.label}) (${firing(members, `severity="${severity}"`)})`;

/** As `alertsBy`, and 0 for members that the hub sees: of others nobody knows. */
export const alertsOrNone = (members: Members, severity: 'critical' | 'warning') =>
  `${alertsBy(members, severity)} or 0 * ${seen(members)}`;

/** Columns of a table of what fires, which has a line for each value of some labels. */
export function alertColumns(members: Members, keys: readonly string[]): Column[] {
  const by = (aggregation: string, vector: string) =>
    `${aggregation} by (${keys.join(', ')}) (${vector})`;
  const active = (...matchers: readonly string[]) =>
    `${members.of('ALERTS_FOR_STATE', ...matchers)} and ignoring (alertstate) ${firing(members, TELLING, ...matchers)}`;
  const ranks = SEVERITIES.map((severity) => {
    const ofIt = named((...matchers) => firing(members, `severity="${severity}"`, ...matchers));
    return `${rank(severity)} * ${by('group', ofIt)}`;
  });
  return [
    {
      title: 'Severity',
      expr: ranks.join(' or '),
      unit: 'number',
      words: RANKS,
      levels: RANK_LEVELS,
    },
    {
      title: 'Alerts',
      expr: by(
        'count',
        named((...matchers) => firing(members, TELLING, ...matchers)),
      ),
      unit: 'number',
    },
    { title: 'For', expr: `time() - ${by('min', named(active))}`, unit: 'seconds' },
  ];
}

/** Alerts under the names that they have where they come from. */
function named(vector: (...matchers: readonly string[]) => string): string {
  const others = vector(`alertname="${OTHERS}"`);
  const ours = vector(`alertname!="${OTHERS}"`);
  return `label_join(${others}, "alertname", "", "alert") or ${ours}`;
}
