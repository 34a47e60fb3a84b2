import type { RuleFile } from '../types';

/** An alert, or what is recorded. */
export type Rule = RuleFile['groups'][number]['rules'][number];

/** How urgent an alert is. */
export type Severity = 'critical' | 'warning';

/** An alert in one line each: its condition, how long it has to hold, and what people read. */
export function alert(
  name: string,
  severity: Severity,
  expr: string,
  duration: string | undefined,
  summary: string,
  description: string,
): Rule {
  return {
    alert: name,
    expr,
    ...(duration === undefined ? {} : { for: duration }),
    labels: { severity },
    annotations: { summary, description },
  };
}
