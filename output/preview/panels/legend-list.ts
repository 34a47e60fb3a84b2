import type { Panel, TimeSeriesPanel } from '../../../dashboards/types';
import { lastValue, type Series } from '../answers';
import { lineClass } from '../chart';
import { type Html, html } from '../html';
import { insideOf, NARROW, WIDE } from '../layout';
import { valueText } from '../units';

/** Pixels from one column of a legend to the next, and from line to line. */
export const LEGEND_GAP = 16;
export const LEGEND_LINE = 20;

/** Columns that a legend has at most. */
export const MOST_COLUMNS = 6;

/** A line with its name. */
export interface Named {
  readonly name: string;
  readonly series: Series;
}

/** Pixels of a character, and of the swatch with the space around it. */
const CHARACTER = 7;
const BESIDE = 34;

/** The names of lines and their last values, in as many columns as the longest has room in. */
export function legendList(panel: TimeSeriesPanel, lines: readonly Named[]): Html {
  const entries = lines.map(
    ({ name, series }, index) =>
      html`<li><svg class="swatch" viewBox="0 0 18 4" aria-hidden="true"><line class="${lineClass(index)}" x1="0" y1="2" x2="18" y2="2"/></svg><span class="name" title="${name}">${name}</span><span class="value">${lastText(panel, series)}</span></li>`,
  );
  const inWide = columnsOf(panel, lines, WIDE);
  const inNarrow = columnsOf(panel, lines, NARROW);
  return html`<ul class="legend wide-in-${inWide} narrow-in-${inNarrow}">${entries}</ul>`;
}

/** Pixels of a legend's height in a page of a width. */
export const legendHeight = (panel: TimeSeriesPanel, lines: readonly Named[], page: number) =>
  Math.ceil(lines.length / columnsOf(panel, lines, page)) * LEGEND_LINE;

function columnsOf(panel: TimeSeriesPanel & Panel, lines: readonly Named[], page: number): number {
  const longest = Math.max(
    0,
    ...lines.map(({ name, series }) => name.length + lastText(panel, series).length),
  );
  const { width } = insideOf(panel, page);
  const room = Math.floor((width + LEGEND_GAP) / (longest * CHARACTER + BESIDE + LEGEND_GAP));
  return Math.min(Math.max(room, 1), MOST_COLUMNS, Math.max(lines.length, 1));
}

/** The value at the end; a line that has none there ended before. */
function lastText(panel: TimeSeriesPanel, series: Series): string {
  const last = series.values.at(-1) ?? undefined;
  if (last !== undefined) return valueText(last, panel);
  return lastValue(series) === undefined ? '–' : 'gone';
}
