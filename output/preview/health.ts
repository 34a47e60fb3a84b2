import type { Health, Level } from '../../dashboards/types';

/** How a value is; `neutral` where levels say nothing. */
export function healthOf(value: number, levels: readonly Level[] = []): Health {
  if (Number.isNaN(value)) return 'neutral';
  const [first] = levels;
  const reached = levels.findLast(({ from }) => value >= from);
  return (reached ?? first)?.is ?? 'neutral';
}

/** What stands beside a colour, so that nobody needs to see it. */
export const SYMBOLS: Readonly<Record<Health, string>> = {
  good: '✓',
  warning: '▲',
  bad: '✖',
  neutral: '',
};

/** What a symbol is called, for those who hear a page. */
export const HEALTH_WORDS: Readonly<Record<Health, string>> = {
  good: 'well',
  warning: 'warning',
  bad: 'bad',
  neutral: '',
};
