import type { Column, TablePanel, Words } from '../../../dashboards/types';
import { lastValue, type Series } from '../answers';
import { healthOf } from '../health';
import { type Html, html } from '../html';
import { leading } from '../lead';
import type { Drawing } from './drawing';
import { more } from './more';
import { marked } from './value';

const MOST = 30;

/** A line for each value of the keys, with what each column has of it. */
export function table(panel: TablePanel, { series: found, lead }: Drawing): Html {
  const { keys, columns } = panel;
  const sorted = linesOf(panel, found);
  const head = [
    ...keys.map(({ title }) => html`<th scope="col">${title}</th>`),
    ...columns
      .filter(isShown)
      .map(
        ({ title, words }) =>
          html`<th scope="col" class="value${isWord(words) ? ' word' : ''}"${title === panel.sortBy ? SORTED : undefined}>${title}</th>`,
      ),
  ];
  const lines = sorted.slice(0, MOST).map(({ names, values }) => {
    const labels = Object.fromEntries(keys.map(({ label }, index) => [label, names[index] ?? '']));
    const named = keys.map(({ link }, index) => {
      const name = names[index] || '–';
      const text = leading(name, link, labels, lead);
      return index === 0
        ? html`<th scope="row" class="key-cell" title="${name}">${text}</th>`
        : html`<td class="key-cell" title="${name}">${text}</td>`;
    });
    const cells = columns.map((column, index) => {
      if (!isShown(column)) return undefined;
      const value = values[index];
      if (value === undefined) return html`<td class="value none">–</td>`;
      return html`<td class="value${isWord(column.words) ? ' word' : ''} ${healthOf(value, column.levels)}">${marked(value, column)}</td>`;
    });
    return html`<tr>${named}${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${lines}</tbody></table></div>${more(sorted.length - MOST)}`;
}

const SORTED = html` aria-sort="descending"`;

const isShown = ({ hidden }: Column) => !hidden;

/** Whether a column is read as words, not as numbers of which one is special. */
const isWord = (words: Words = {}) => Object.keys(words).length > 1;

interface Line {
  readonly names: readonly string[];
  readonly values: readonly (number | undefined)[];
}

/** Lines by the keys of all columns, the largest of the column to sort by first. */
function linesOf({ keys, columns, sortBy }: TablePanel, found: Drawing['series']): Line[] {
  const namesOf = ({ labels }: Series) => keys.map(({ label }) => labels[label] ?? '');
  const byKey = columns.map(
    (_, index) =>
      new Map((found[index] ?? []).map((series) => [JSON.stringify(namesOf(series)), series])),
  );
  const all = new Map(
    found.flat().map((series) => [JSON.stringify(namesOf(series)), namesOf(series)]),
  );
  const sort = columns.findIndex(({ title }) => title === sortBy);
  const by = ({ values }: Line) => values[sort] ?? Number.NEGATIVE_INFINITY;
  return [...all]
    .map(([key, names]) => ({
      names,
      values: byKey.map((column) => {
        const series = column.get(key);
        return series && lastValue(series);
      }),
    }))
    .sort((a, b) =>
      by(a) === by(b) ? (a.names.join('\n') < b.names.join('\n') ? -1 : 1) : by(a) < by(b) ? 1 : -1,
    );
}
