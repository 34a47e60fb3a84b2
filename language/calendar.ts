import { type Check, matching } from './check';

/*
 * Times as Alertmanager writes them:
 * https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** Says what is wrong with a time of the day, from 00:00 to 24:00. */
export const checkTimeOfDay: Check = matching(
  /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/,
  'a time of the day',
  '09:00, say, in quotes',
);

/** Says what is wrong with a weekday, or with two and a colon; the week begins on sunday. */
export const checkWeekdays: Check = range('a weekday', 'monday:friday', (text) =>
  position(WEEKDAYS, text),
);

/** Says what is wrong with a month, or with two and a colon, by name or number. */
export const checkMonths: Check = range(
  'a month',
  'june:august',
  (text) => within(number(text), 1, 12) ?? position(MONTHS, text),
);

/** Says what is wrong with a year, or with two and a colon. */
export const checkYears: Check = range('a year', '2026:2027', (text) =>
  within(number(text), 1, 9999),
);

/** Says what is wrong with a day of the month, or with two and a colon; -1 is the last. */
export const checkDays: Check = (value) => {
  const [first = '', last = first] = value.split(':');
  return number(first) < 0 && number(last) > 0
    ? `counted from the end of the month to a day from its start, found ${JSON.stringify(value)}, write -7:-1, say`
    : dayRange(value);
};

/** Says what is wrong with the name of a time zone. */
export const checkTimeZone: Check = (value) =>
  isTimeZone(value)
    ? undefined
    : `not a time zone, found ${JSON.stringify(value)}, write one such as Europe/Berlin`;

const dayRange = range('a day of the month', '1:7', ofMonth);

/** A check for one value, or for two in order and a colon between them. */
function range(what: string, right: string, place: (text: string) => number | undefined): Check {
  return (value) => {
    const places = value.toLowerCase().split(':').map(place);
    const found = `found ${JSON.stringify(value)}`;
    if (places.length > 2 || places.includes(undefined)) {
      return `not ${what}, ${found}, write ${right}, say`;
    }
    const [first = 0, last = first] = places;
    return first <= last ? undefined : `ends before it begins, ${found}, write ${right}, say`;
  };
}

/** Days from the end as they lie in the shortest month. */
function ofMonth(text: string): number | undefined {
  const day = number(text);
  return day < 0 ? within(day, -31, -1) && 28 + day : within(day, 1, 31);
}

function position(names: readonly string[], text: string): number | undefined {
  const found = names.indexOf(text);
  return found < 0 ? undefined : found + 1;
}

const number = (text: string) => (/^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN);

const within = (value: number, least: number, most: number) =>
  value >= least && value <= most ? value : undefined;

/** Go looks names up as files: their case counts. */
function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_+0-9-]+){1,2}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
