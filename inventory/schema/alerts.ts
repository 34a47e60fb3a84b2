import { z } from 'zod';
import { nearest } from '../../language/nearest';
import { HUB_ALERTS } from '../alerts/hub';
import { HISTOGRAM_ENDS, MEMBER_ALERTS } from '../alerts/member';
import { checkThreshold, type ThresholdUnit } from '../alerts/threshold';
import { anyDuration, flag } from './scalars';

/** How urgent an alert of promfleet's can be. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

const setting = z
  .strictObject({
    disabled: flag('Leave the alert out.').optional(),
    for: anyDuration('How long its condition has to hold before it fires.').optional(),
    severity: z
      .enum(SEVERITIES)
      .meta({ description: 'How urgent it is: what routes and inhibitions go by.' })
      .optional(),
    threshold: z
      .number()
      .meta({
        description:
          'Where its condition begins, in the unit that docs/alerts.md has for it; a share is between 0 and 1.',
      })
      .optional(),
  })
  .meta({ id: 'alertSetting', description: 'What is different about an alert.' });

/** Settings of alerts by their names. */
function settings(
  known: Readonly<Record<string, ThresholdUnit | null>>,
  elsewhere: { readonly known: object; readonly where: string },
  description: string,
) {
  const unknown = (name: string) => {
    const found = `no alert of this name, found ${JSON.stringify(name)}`;
    if (Object.hasOwn(elsewhere.known, name)) return `${found}, it is set under ${elsewhere.where}`;
    const near = nearest(name, Object.keys(known));
    return `${found}, ${near ? `did you mean ${near}?` : 'docs/alerts.md has their names'}`;
  };
  return z
    .record(z.string(), setting)
    .superRefine((written, context) => {
      for (const [name, { threshold }] of Object.entries(written)) {
        const unit = Object.hasOwn(known, name) ? known[name] : undefined;
        const issue = (message: string, ...path: string[]) =>
          context.addIssue({ code: 'custom', path: [name, ...path], message });
        if (unit === undefined) issue(unknown(name));
        else if (threshold !== undefined) {
          const wrong = checkThreshold(threshold, unit, HISTOGRAM_ENDS[name]);
          if (wrong) issue(wrong, 'threshold');
        }
      }
    })
    .meta({ description, propertyNames: { enum: Object.keys(known) } });
}

/** Of the alerts that the members' own Prometheus servers raise. */
export const memberAlerts = settings(
  MEMBER_ALERTS,
  { known: HUB_ALERTS, where: 'hub.alerts' },
  'Settings of alerts that its Prometheus raises, by their names; docs/alerts.md has these.',
);

/** Of the alerts that the hub raises. */
export const hubAlerts = settings(
  HUB_ALERTS,
  { known: MEMBER_ALERTS, where: 'defaults.alerts, or alerts of a cluster' },
  'Settings of alerts that the hub raises, by their names; docs/alerts.md has these.',
);

export type AlertSetting = z.infer<typeof setting>;
