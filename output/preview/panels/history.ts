import type { Health, HistoryPanel } from '../../../dashboards/types';
import type { Series, Time } from '../answers';
import { HEALTH_WORDS, healthOf, SYMBOLS } from '../health';
import { type Html, html } from '../html';
import { insideOf, NARROW } from '../layout';
import { leading } from '../lead';
import { nameOf } from '../legend';
import { ticksOf, tickText } from '../time';
import type { Drawing } from './drawing';
import { more } from './more';
import { marked, textOf } from './value';

const MOST = 30;

/** A strip for each series: the worse, the higher, and a gap where there is nothing. */
export function history(panel: HistoryPanel, { series: [found = []], time, lead }: Drawing): Html {
  const named = found
    .map((series) => ({ name: nameOf(panel.query, series), series }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const lines = named.slice(0, MOST).map(({ name, series }) => {
    const last = series.values.at(-1) ?? undefined;
    return html`<li><span class="name" title="${name}">${leading(name, panel.link, series.labels, lead)}</span>${strip(panel, series)}<span class="value">${last === undefined ? 'nothing' : marked(last, panel)}</span></li>\n`;
  });
  return html`<ul class="strips">${lines}<li class="times"><span class="name"></span>${times(panel, time)}<span class="value"></span></li></ul>${more(named.length - MOST)}${key(
    panel,
    named.map(({ series }) => series),
  )}`;
}

/** Heights of a strip that has ten, so that nobody needs to tell colours. */
const HEIGHTS: Readonly<Record<Health, number>> = { good: 4, neutral: 4, warning: 7, bad: 10 };

function strip(panel: HistoryPanel, { values }: Series): Html {
  const spans = spansOf(values).map(({ value, from, to }) => {
    const health = healthOf(value, panel.levels);
    const height = HEIGHTS[health];
    return html`<rect class="${health}" x="${from}" width="${to - from}" y="${10 - height}" height="${height}"><title>${textOf(value, panel)}</title></rect>`;
  });
  return html`<svg class="strip" viewBox="0 0 ${values.length} 10" preserveAspectRatio="none"><rect class="whole" width="${values.length}" y="9.5" height="0.5"/>${spans}</svg>`;
}

/** Steps in a row that have one value. */
function spansOf(values: Series['values']) {
  const spans: { value: number; from: number; to: number }[] = [];
  for (const [index, value] of values.entries()) {
    const last = spans.at(-1);
    if (last?.to === index && last.value === value) last.to = index + 1;
    else if (value !== null) spans.push({ value, from: index, to: index + 1 });
  }
  return spans;
}

/** Pixels that a time takes. */
const TICK = 48;

function times(panel: HistoryPanel, time: Time): Html {
  const share = (seconds: number) => ((seconds - time.end + time.range) / time.range) * 100;
  // At the ends a text would be cut off.
  const inside = ticksOf(time).filter((tick) => share(tick) > 3 && share(tick) < 97);
  // Beside the name and the value there is half of a narrow page's panel at least.
  const fit = Math.max(1, Math.floor(insideOf(panel, NARROW).width / 2 / TICK));
  const every = Math.ceil(inside.length / fit);
  const shown = inside.filter((_, index) => index % every === 0);
  const texts = shown.map(
    (tick) => html`<text x="${share(tick).toFixed(2)}%" y="13">${tickText(tick, time)}</text>`,
  );
  return html`<svg class="ticks" aria-hidden="true">${texts}</svg>`;
}

/** What the colours say, of those that are there. */
function key(panel: HistoryPanel, series: readonly Series[]): Html {
  const values = new Set(series.flatMap(({ values }) => values.filter((value) => value !== null)));
  const healths = new Map<Health, Set<string>>();
  for (const value of [...values].sort((a, b) => a - b)) {
    const health = healthOf(value, panel.levels);
    const words = healths.get(health) ?? new Set();
    healths.set(health, words.add(panel.words?.[String(value)] ?? HEALTH_WORDS[health]));
  }
  const entries = [...healths].map(([health, words]) => {
    const text = [...words].filter(Boolean).join(', ');
    return text
      ? html`<li><span class="mark ${health}">${SYMBOLS[health] || '■'}</span> ${text}</li>`
      : undefined;
  });
  return html`<ul class="key">${entries}</ul>`;
}
