import { SEVERITIES } from '../../inventory/schema/alerts';
import type { AlertSettings } from '../../model/types';
import type { RuleFile } from '../types';

/** An alert, or what is recorded. */
export type Rule = RuleFile['groups'][number]['rules'][number];

/** Severities of alerts, the most urgent first. */
export const ALL_SEVERITIES = [...SEVERITIES, 'none'] as const;

/** How urgent an alert is; `none` is for one that tells nobody anything. */
export type Severity = (typeof ALL_SEVERITIES)[number];

/** An alert before settings: its condition, how long it has to hold, and what people read. */
export interface Alert<Name extends string = string> {
  readonly name: Name;
  readonly severity: Severity;
  /** How long its condition has to hold before it fires. */
  readonly for: string;
  /** PromQL. Given the settings' threshold, where it has one. */
  readonly expr: string;
  /**
   * How long it goes on firing once its condition is over.
   *
   * @default - not at all
   */
  readonly keepFiringFor?: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** What happened, what follows from it, and where to look. */
  readonly description: string;
  /**
   * Labels beside the severity.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where the pages are that say what to do about an alert: docs/runbooks/ of this repository. */
const RUNBOOKS = 'https://github.com/promfleet/promfleet/blob/main/docs/runbooks';

/** The page about an alert. */
export const runbook = (name: string) => `${RUNBOOKS}/${name}.md`;

/** An alert in one line each. */
export function alert<Name extends string>(
  name: Name,
  severity: Severity,
  expr: string,
  duration: string,
  summary: string,
  description: string,
): Alert<Name> {
  return { name, severity, expr, for: duration, summary, description };
}

/** The rule of an alert, as its settings have it; none when it is switched off. */
export function alertRule(alert: Alert, settings: AlertSettings): Rule[] {
  const { name, expr, keepFiringFor, labels, summary, description } = alert;
  const setting = settings[name] ?? {};
  if (setting.disabled) return [];
  return [
    {
      alert: name,
      expr,
      for: setting.for ?? alert.for,
      ...(keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }),
      labels: { severity: setting.severity ?? alert.severity, ...labels },
      annotations: { summary, description, runbook_url: runbook(name) },
    },
  ];
}

/** The threshold of an alert: as its settings have it, or its default. */
export function thresholdOf(name: string, otherwise: number, settings: AlertSettings): number {
  return settings[name]?.threshold ?? otherwise;
}
