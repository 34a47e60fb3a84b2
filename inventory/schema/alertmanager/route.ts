import { z } from 'zod';
import { matching } from '../../../language/check';
import { checkMatchers } from '../../../language/matchers';
import { LABEL_NAME } from '../../../language/names';
import { text } from '../formats';
import { anyDuration, duration, flag } from '../scalars';

/** Matchers of alerts' labels. */
export const matchers = (description: string) =>
  z.array(text(checkMatchers, 'Matcher, such as severity="critical".')).meta({ description });

/** Names of labels; those of `group_by` may be `...`, which is all of them. */
const groupBy = z
  .array(
    text(
      matching(
        new RegExp(`${LABEL_NAME.source}|^[.]{3}$`),
        'a label name',
        'letters, digits and _, or "..." for all labels',
      ),
      'Label name.',
    ),
  )
  .superRefine((names, context) => {
    for (const [index, name] of names.entries()) {
      const wrong = (message: string) =>
        context.addIssue({ code: 'custom', path: [index], message });
      if (names.indexOf(name) !== index) {
        wrong(`a label is named once, found ${JSON.stringify(name)} again, leave it out`);
      } else if (name === '...' && names.length > 1) {
        wrong('"..." is all labels, found others beside it, leave them out');
      }
    }
  })
  .meta({ description: 'Labels that alerts of one notification have in common.' });

const timing = {
  group_by: groupBy.optional(),
  group_wait: anyDuration('How long a new group waits for more alerts.').optional(),
  group_interval: duration('Time between two notifications of a group that changes.').optional(),
  repeat_interval: duration('Time after which an unchanged group is told again.').optional(),
};

const names = (description: string) => z.array(z.string().min(1)).meta({ description });

const receiver = z.string().min(1).meta({ description: 'Name of a receiver.' });

const own = z.strictObject({
  receiver: receiver.optional(),
  matchers: matchers('What alerts have to match, all of it. Default: every alert.').optional(),
  continue: flag('Try the routes behind this one, too. Default: false.').optional(),
  ...timing,
  mute_time_intervals: names('Time intervals in which nothing is sent.').optional(),
  active_time_intervals: names('Time intervals outside of which nothing is sent.').optional(),
});

/** What becomes of alerts that match. */
export interface Route extends z.infer<typeof own> {
  readonly routes?: readonly Route[] | undefined;
}

// Its type is given, as TypeScript does not find one that it is part of itself.
const route: z.ZodType<Route> = own.extend({
  get routes() {
    return z
      .array(route)
      .meta({ description: 'Routes of what matches; the first that matches has it.' })
      .optional();
  },
});

// Not by `meta`, which gives another schema than the one that it has in itself.
route.register(z.globalRegistry, {
  id: 'route',
  description: 'What becomes of alerts that match.',
});

/** https://prometheus.io/docs/alerting/latest/configuration/#route */
export const rootRoute = z
  .strictObject({
    receiver,
    ...timing,
    routes: z
      .array(route)
      .meta({ description: 'Routes; the first that matches has it.' })
      .optional(),
  })
  .meta({ description: 'What becomes of alerts that no other route has.' });
