import type { AlertSettings } from '../../model/types';
import type { Draft } from './template/draft';
import type { Flags } from './template/flags';

/** What an alert is unless its settings say otherwise. */
export interface AlertDefaults {
  readonly name: string;
  readonly for: string;
  readonly severity: string;
  readonly threshold?: number | undefined;
}

/** Alerts that are in one group, which is not there when all of them are switched off. */
export type AlertGroup = readonly string[];

/** The flag that these alerts are switched off, all of them. */
const off = (names: AlertGroup) => `${names.join(', ')} off`;

const setting = (variable: string, name: string, key: string, otherwise: unknown) =>
  `dig "${name}" "${key}" ${JSON.stringify(otherwise)} ${variable}`;

const disabled = (variable: string, name: string) => setting(variable, name, 'disabled', false);

/**
 * Whether each alert is switched off, and whether all of a group are.
 *
 * @param variable - what has the settings of alerts, in the language of templates
 */
export function alertFlags(
  names: readonly string[],
  groups: readonly AlertGroup[],
  variable: string,
): Flags {
  const flag = (of: AlertGroup, expression: string) =>
    [off(of), { expression, apart: true }] as const;
  return Object.fromEntries([
    ...groups
      .filter((group) => group.length > 1)
      .map((group) =>
        flag(group, `and ${group.map((name) => `(${disabled(variable, name)})`).join(' ')}`),
      ),
    ...names.map((name) => flag([name], disabled(variable, name))),
  ]);
}

/** The settings of alerts, each of which a chart's user may have written or not. */
export function markedAlerts(
  alerts: readonly AlertDefaults[],
  groups: readonly AlertGroup[],
  variable: string,
  draft: Draft<string>,
): AlertSettings {
  const gone = new Set(groups.filter((group) => draft.flags.has(off(group))).flat());
  return Object.fromEntries(
    alerts.map(({ name, threshold, ...rest }) => [
      name,
      {
        disabled: gone.has(name) || draft.flags.has(off([name])),
        for: draft.plain(setting(variable, name, 'for', rest.for)),
        severity: draft.plain(setting(variable, name, 'severity', rest.severity)) as 'critical',
        ...(threshold !== undefined && {
          // As JSON, since templates write numbers of their own making with an exponent.
          threshold: draft.plain(
            `${setting(variable, name, 'threshold', threshold)} | toJson`,
          ) as unknown as number,
        }),
      },
    ]),
  );
}
