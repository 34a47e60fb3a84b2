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

/** Names of alerts that stand in one group. */
export interface AlertGroup {
  readonly names: readonly string[];
  /** Whether nothing else does, so that the group is gone when they all are switched off. */
  readonly nothingElse: boolean;
}

/** The flag that these alerts are switched off, all of them. */
const off = (names: readonly string[]) => `${names.join(', ')} off`;

const setting = (variable: string, name: string, key: string, otherwise: unknown) =>
  `dig "${name}" "${key}" ${JSON.stringify(otherwise)} ${variable}`;

const disabled = (variable: string, name: string) => setting(variable, name, 'disabled', false);

/**
 * Whether each alert is switched off, and whether all of a group are.
 *
 * @param variable - what has the settings of alerts, in the language of templates
 */
export function alertFlags(groups: readonly AlertGroup[], variable: string): Flags {
  const all = (names: readonly string[]) =>
    `and ${names.map((name) => `(${disabled(variable, name)})`).join(' ')}`;
  return Object.fromEntries(
    groups.flatMap(({ names, nothingElse }) => [
      ...(nothingElse && names.length > 1 ? [[off(names), takesOne(all(names))]] : []),
      ...names.map((name) => [off([name]), takesOne(disabled(variable, name))]),
    ]),
  );
}

const takesOne = (expression: string) => ({ expression, takesOne: true });

/** The settings of alerts, each of which a chart's user may have written or not. */
export function markedAlerts(
  alerts: readonly AlertDefaults[],
  groups: readonly AlertGroup[],
  variable: string,
  draft: Draft<string>,
): AlertSettings {
  const gone = new Set(
    groups.filter(({ names }) => draft.flags.has(off(names))).flatMap(({ names }) => names),
  );
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
