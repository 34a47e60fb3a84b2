import { z } from 'zod';
import {
  checkDays,
  checkMonths,
  checkTimeOfDay,
  checkTimeZone,
  checkWeekdays,
  checkYears,
} from '../../../language/calendar';
import type { Check } from '../../../language/check';
import { text } from '../formats';

const list = (check: Check, item: string, description: string) =>
  z.array(text(check, item)).meta({ description }).optional();

const time = (what: string) => text(checkTimeOfDay, `${what}, HH:MM.`);

const interval = z.strictObject({
  times: z
    .array(
      z
        .strictObject({ start_time: time('First minute'), end_time: time('Minute after the last') })
        .refine(
          ({ start_time, end_time }) =>
            start_time < end_time || [start_time, end_time].some((time) => checkTimeOfDay(time)),
          { message: 'a time ends after it starts, on the same day, write two for a night' },
        ),
    )
    .meta({ description: 'Times of the day. Default: all day.' })
    .optional(),
  weekdays: list(checkWeekdays, 'Day, or days: monday:friday.', 'Days. Default: all.'),
  days_of_month: list(checkDays, 'Day, or days: 1:7, -3:-1.', 'Days. Default: all.'),
  months: list(checkMonths, 'Month, or months: june:august.', 'Months. Default: all.'),
  years: list(checkYears, 'Year, or years: 2026:2027.', 'Years. Default: all.'),
  location: text(checkTimeZone, 'Time zone, such as Europe/Berlin. Default: UTC.').optional(),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#time_interval */
export const timeInterval = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'Name, unique; routes name it.' }),
    time_intervals: z.array(interval).meta({ description: 'Times; any of them will do.' }),
  })
  .meta({ id: 'timeInterval', description: 'Times that routes name.' });
