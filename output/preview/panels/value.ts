import type { Scale, Words } from '../../../dashboards/types';
import { HEALTH_WORDS, healthOf, SYMBOLS } from '../health';
import { type Html, html } from '../html';
import { valueText } from '../units';

/** How a value is read. */
export type Reading = Scale & { readonly words?: Words };

/** A value as a word if it has one, else with its unit. */
export const textOf = (value: number, reading: Reading): string =>
  reading.words?.[String(value)] ?? valueText(value, reading);

/** A value with the symbol of how it is. */
export function marked(value: number, reading: Reading): Html {
  const health = healthOf(value, reading.levels);
  // A tick at every number that is well would hide the few that are not.
  const symbol = health === 'good' && !reading.words ? '' : SYMBOLS[health];
  const mark = symbol
    ? html`<span class="mark ${health}" role="img" aria-label="${HEALTH_WORDS[health]}">${symbol}</span> `
    : undefined;
  return html`${mark}${textOf(value, reading)}`;
}
