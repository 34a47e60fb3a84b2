import type { TimeSeriesPanel } from '../../../dashboards/types';
import type { Series } from '../answers';
import { chart, MOST_LINES, strokeOf } from '../chart';
import { type Html, html } from '../html';
import { insideOf, NARROW, WIDE } from '../layout';
import { nameOf } from '../legend';
import type { Drawing } from './drawing';
import { legendHeight, legendList } from './legend-list';
import { more } from './more';

/** Lines over time, drawn for a wide page and for a narrow one, with names and last values below. */
export function timeSeries(
  panel: TimeSeriesPanel,
  { id, series: found, time, lead }: Drawing,
): Html {
  const named = panel.queries.flatMap((query, index) =>
    (found[index] ?? []).map((series) => ({ name: nameOf(query, series), series })),
  );
  const largest = named
    .map((one) => ({ ...one, size: sizeOf(one.series) }))
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const shown = largest
    .slice(0, MOST_LINES)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const draw = (kind: string, page: number) => {
    const inside = insideOf(panel, page);
    const height = Math.max(LEAST_HEIGHT, inside.height - legendHeight(panel, shown, page));
    const series = shown.map((one) => one.series);
    const strokes = shown.map(({ name }, index) => strokeOf(panel, name, index));
    const svg = chart({ id: `${id}-${kind}`, panel, series, strokes, time, ...inside, height });
    return html`<div class="plot ${kind}">${svg}</div>`;
  };
  return html`${draw('wide', WIDE)}${draw('narrow', NARROW)}${legendList(panel, shown, lead)}${more(largest.length - shown.length)}`;
}

/** Less cannot be read; the panel grows. */
const LEAST_HEIGHT = 150;

/** What of a series makes it worth a line: its largest value. */
const sizeOf = ({ values }: Series) =>
  values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
