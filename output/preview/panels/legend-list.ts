import type { TimeSeriesPanel } from '../../../dashboards/types';
import { lastValue, type Series } from '../answers';
import { type Stroke, strokeOf } from '../chart';
import { type Html, html } from '../html';
import { insideOf } from '../layout';
import { type Lead, leading } from '../lead';
import { valueText } from '../units';

/** Pixels from one column of a legend to the next, and from line to line. */
export const LEGEND_GAP = 16;
export const LEGEND_LINE = 20;

/** Pixels by which columns of legends differ in their least width, and how many such widths there are. */
export const LEGEND_ROOM = 20;
export const LEGEND_ROOMS = 40;

/** A line with its name. */
export interface Named {
  readonly name: string;
  readonly series: Series;
}

/** Pixels of a character, and of the swatch with the space around it. */
const CHARACTER = 7;
const BESIDE = 34;

/** The names of lines and their last values, in as many columns as the longest has room in. */
export function legendList(panel: TimeSeriesPanel, lines: readonly Named[], lead: Lead): Html {
  const entries = lines.map(
    ({ name, series }, index) =>
      html`<li><svg class="swatch" viewBox="0 0 18 4" aria-hidden="true"><line class="${classOf(strokeOf(panel, name, index))}" x1="0" y1="2" x2="18" y2="2"/></svg><span class="name" title="${name}">${leading(name, panel.link, series.labels, lead)}</span><span class="value">${lastText(panel, series)}</span></li>`,
  );
  return html`<ul class="legend room-${roomOf(panel, lines)}">${entries}</ul>`;
}

const classOf = ({ colour, dashed }: Stroke) => `stroke-${colour}${dashed ? ' dashed' : ''}`;

/** Pixels of a legend's height in a page of a width. */
export const legendHeight = (panel: TimeSeriesPanel, lines: readonly Named[], page: number) =>
  Math.ceil(lines.length / columnsOf(panel, lines, page)) * LEGEND_LINE;

function columnsOf(panel: TimeSeriesPanel, lines: readonly Named[], page: number): number {
  const { width } = insideOf(panel, page);
  const column = roomOf(panel, lines) * LEGEND_ROOM;
  return Math.max(1, Math.floor((width + LEGEND_GAP) / (column + LEGEND_GAP)));
}

/** What the longest line of a legend takes, in `LEGEND_ROOM`. */
function roomOf(panel: TimeSeriesPanel, lines: readonly Named[]): number {
  const characters = lines.map(({ name, series }) => name.length + lastText(panel, series).length);
  const pixels = Math.max(0, ...characters) * CHARACTER + BESIDE;
  return Math.min(Math.ceil(pixels / LEGEND_ROOM), LEGEND_ROOMS);
}

/** The value at the end; a line that has none there ended before. */
function lastText(panel: TimeSeriesPanel, series: Series): string {
  const last = series.values.at(-1) ?? undefined;
  if (last !== undefined) return valueText(last, panel);
  return lastValue(series) === undefined ? '–' : 'gone';
}
