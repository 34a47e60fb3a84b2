import { init } from 'echarts';
import { SERIES_COLOURS } from '../../dashboards/palette';
import type { TimeSeriesPanel } from '../../dashboards/types';
import type { Series, Time } from './answers';
import { axisOf } from './axis';
import { Html } from './html';
import { momentsOf, ticksOf, tickText } from './time';
import { valueText } from './units';

/** What a chart is drawn of. */
export interface ChartInput {
  /** Unique in its page. */
  readonly id: string;
  readonly panel: TimeSeriesPanel;
  readonly series: readonly Series[];
  /** What each line is drawn with, as `strokeOf` has it. */
  readonly strokes: readonly Stroke[];
  readonly time: Time;
  readonly width: number;
  readonly height: number;
}

/** How many lines are told apart: each colour is there drawn through, and dashed. */
export const MOST_LINES = 2 * SERIES_COLOURS.length;

/** What a line is drawn with. */
export interface Stroke {
  /** Name of its colour among the variables of a page. */
  readonly colour: string;
  readonly dashed: boolean;
}

/** What a line is drawn with: by its name where colours mean something, else by its place. */
export function strokeOf({ health = {} }: TimeSeriesPanel, name: string, index: number): Stroke {
  const colour = health[name] ?? `line-${index % SERIES_COLOURS.length}`;
  return { colour, dashed: index >= SERIES_COLOURS.length };
}

/** Width of a character of a label, and the space around it. */
const CHARACTER = 7;
const AROUND = { top: 8, right: 20, bottom: 24, left: 10 } as const;

/**
 * Lines over time as SVG. No text from outside is in it, nothing that runs, and no style: colours are
 * variables, so that they follow what the page is.
 */
export function chart({ id, panel, series, strokes, time, width, height }: ChartInput): Html {
  const moments = momentsOf(time);
  const axis = axisOf(valuesOf(series, panel.stacked), panel.unit, panel.max);
  const label = (value: number) => valueText(Number(value.toPrecision(12)), panel);
  const lines = Array.from(
    { length: Math.round((axis.max - axis.min) / axis.interval) + 1 },
    (_, index) => label(axis.min + index * axis.interval),
  );
  const longest = Math.max(...lines.map(({ length }) => length));
  const it = init(null, null, { renderer: 'svg', ssr: true, width, height });
  it.setOption({
    animation: false,
    grid: { ...AROUND, left: AROUND.left + longest * CHARACTER },
    xAxis: {
      type: 'value',
      min: time.end - time.range,
      max: time.end,
      axisLine: { lineStyle: { color: 'var(--line)' } },
      axisTick: { customValues: ticksOf(time), lineStyle: { color: 'var(--line)' } },
      axisLabel: {
        customValues: ticksOf(time),
        color: 'var(--muted)',
        formatter: (seconds: number) => tickText(seconds, time),
        hideOverlap: true,
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      ...axis,
      axisLabel: { color: 'var(--muted)', formatter: label },
      splitLine: { lineStyle: { color: 'var(--line)' } },
    },
    series: series.map(({ values }, index) => ({
      type: 'line',
      silent: true,
      showSymbol: false,
      data: moments.map((moment, at) => [moment, values[at] ?? null]),
      ...drawnWith(strokes[index], panel.stacked),
      ...(index === 0 ? thresholds(panel, axis.max) : {}),
    })),
  });
  const svg = it.renderToSVGString();
  it.dispose();
  return new Html(plain(svg, id));
}

/** A stack has no lines: on top of others, one of nothing would be taken for theirs. */
function drawnWith({ colour = 'line-0', dashed = false }: Partial<Stroke> = {}, stacked = false) {
  const color = `var(--${colour})`;
  return stacked
    ? { stack: 'all', lineStyle: { width: 0 }, areaStyle: { color, opacity: 0.7 } }
    : { lineStyle: { color, width: 2, type: dashed ? ('dashed' as const) : ('solid' as const) } };
}

/** Lines at which values begin to be bad. */
function thresholds({ levels = [] }: TimeSeriesPanel, max: number) {
  const shown = levels.filter(
    ({ from, is }) => (is === 'warning' || is === 'bad') && from > 0 && from < max,
  );
  const data = shown.map(({ from, is }) => ({
    yAxis: from,
    lineStyle: { color: `var(--${is})`, type: 'dotted' as const, width: 1.5 },
  }));
  return { markLine: { silent: true, symbol: 'none', label: { show: false }, data } };
}

function valuesOf(series: readonly Series[], stacked = false): number[] {
  if (!stacked) return series.flatMap(({ values }) => values.filter((value) => value !== null));
  const steps = series[0]?.values ?? [];
  return steps.map((_, step) => series.reduce((sum, { values }) => sum + (values[step] ?? 0), 0));
}

/** Without what asks for styles, and with names that are the page's own and the same every time. */
const plain = (svg: string, id: string) =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|style|pointer-events|ecmeta_\w+|xmlns:xlink|baseProfile)="[^"]*"/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace('<svg ', '<svg class="chart" role="img" ');
