import { durationMs } from '../../../language/duration';
import type { RuleFile } from '../../../prometheus/types';

/** Seconds that pass at a hub while one passes here. */
const SPEED = 60;

/**
 * Rules in which a minute is a second: how long an alert has to hold, how far its ranges reach and
 * how far back it looks, and how often a group is evaluated.
 *
 * What looks ahead stays as it is: that Prometheus accepts samples 10 minutes ahead of time and
 * looks back for 5 is not to be shortened. So do bounds, such as a clock wrong by 60 seconds.
 */
export function shortened({ groups }: RuleFile): RuleFile {
  return {
    groups: groups.map((group) => ({
      ...group,
      ...(group.interval === undefined ? {} : { interval: shorter(group.interval) }),
      rules: group.rules.map((rule) => ({
        ...rule,
        expr: rule.expr.replace(/(?<=\[|offset )\d+[smh]/g, shorter),
        ...(rule.for === undefined ? {} : { for: shorter(rule.for) }),
        ...(rule.keep_firing_for === undefined
          ? {}
          : { keep_firing_for: shorter(rule.keep_firing_for) }),
      })),
    })),
  };
}

/** A duration in which a minute is a second. */
export const shorter = (duration: string): string => `${Math.ceil(durationMs(duration) / SPEED)}ms`;
