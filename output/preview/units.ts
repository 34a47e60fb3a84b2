import type { Scale, Unit } from '../../dashboards/types';

/** A value as people read it, with its unit. */
export function valueText(value: number, { unit, decimals }: Pick<Scale, 'unit' | 'decimals'>) {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return FORMATS[unit](value, decimals);
}

type Format = (value: number, decimals: number | undefined) => string;

const KIBI = 1024;
const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const COUNTS = ['', 'k', 'M', 'G', 'T'];
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const FORMATS: Readonly<Record<Unit, Format>> = {
  number: (value, decimals) =>
    Number.isInteger(value) && Math.abs(value) < 1e5
      ? grouped(value)
      : scaled(1000, COUNTS, '')(value, decimals),
  share: (value, decimals) => `${figure(value * 100, decimals)}%`,
  bytes: scaled(KIBI, BYTES, ' '),
  bytesPerSecond: (value, decimals) => `${scaled(KIBI, BYTES, ' ')(value, decimals)}/s`,
  seconds: duration,
  days: (value, decimals) => {
    const text = figure(value, decimals ?? (Math.abs(value) < 10 ? undefined : 0));
    return `${text} ${text === '1' ? 'day' : 'days'}`;
  },
  cores: (value, decimals) => {
    const text = figure(value, decimals);
    return `${text} ${text === '1' ? 'core' : 'cores'}`;
  },
  perSecond: (value, decimals) => `${scaled(1000, COUNTS, '')(value, decimals)}/s`,
};

/** How much larger a unit's next prefix is: where an axis has its round values. */
export const prefixOf = (unit: Unit): number => (unit.startsWith('bytes') ? KIBI : 1000);

function scaled(factor: number, prefixes: readonly string[], space: string): Format {
  return (value, decimals) => {
    let rest = value;
    let power = 0;
    // What would be rounded to 1,000 is one of the next prefix.
    while (Math.abs(rest) >= factor * 0.9995 && power < prefixes.length - 1) {
      rest /= factor;
      power += 1;
    }
    const few = factor === KIBI && power === 0 ? 0 : decimals;
    const prefix = prefixes[power] ?? '';
    return `${figure(rest, power === 0 ? few : undefined)}${space}${prefix}`.trim();
  };
}

/** A count, in full. */
const grouped = (value: number) =>
  String(value)
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace('-', '−');

function duration(value: number, decimals: number | undefined): string {
  const size = Math.abs(value);
  if (value === 0) return '0 s';
  if (size < 0.0009995) return `${figure(value * 1e6, decimals)} µs`;
  if (size < 0.9995) return `${figure(value * 1e3, decimals)} ms`;
  if (size < 2 * MINUTE) return `${figure(value, decimals)} s`;
  if (size < 2 * HOUR) return `${figure(value / MINUTE, decimals)} min`;
  if (size < 2 * DAY) return `${figure(value / HOUR, decimals)} h`;
  return `${figure(value / DAY, decimals)} days`;
}

/** A number with so many decimals, or else three figures, without zeros at the end. */
function figure(value: number, decimals: number | undefined): string {
  const size = Math.abs(value);
  const few = size === 0 ? 0 : Math.max(0, Math.min(2 - Math.floor(Math.log10(size)), 4));
  const text = value.toFixed(decimals ?? few);
  const short = decimals === undefined && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return (Number(short) === 0 ? short.replace('-', '') : short).replace('-', '−');
}
