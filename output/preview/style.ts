import { HEALTH_COLOURS, SERIES_COLOURS } from '../../dashboards/palette';
import { COLUMNS, GAP, heightOf, PAGE_EDGE, PANEL_EDGE, WIDE_FROM } from './layout';
import { LEGEND_GAP, LEGEND_LINE, LEGEND_ROOM, LEGEND_ROOMS } from './panels/legend-list';

/** The tallest panel that has a height of its own. */
const TALLEST = 40;

const HEALTHS = Object.keys(HEALTH_COLOURS);

const rules = (count: number, rule: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => rule(index)).join('\n');

/** As many columns as there is room for, however wide the page is. */
const legends = rules(
  LEGEND_ROOMS,
  (index) =>
    `.room-${index + 1} { grid-template-columns: repeat(auto-fit, minmax(min(100%, ${(index + 1) * LEGEND_ROOM}px), 1fr)); }`,
);

/** How pages look: light or dark as the reader's system is, a grid of Grafana's columns. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --panel: #ffffff; --ink: #1b1f24; --muted: #59636e; --line: #d8dde3; --link: #0060a0;
${Object.entries(HEALTH_COLOURS)
  .map(([health, colour]) => `  --${health}: ${colour};`)
  .join('\n')}
${SERIES_COLOURS.map((colour, index) => `  --line-${index}: ${colour};`).join('\n')}
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111417; --panel: #1a1e23; --ink: #e6e9ec; --muted: #9aa5b1; --line: #343b43; --link: #7cc4f5;
  }
}
* { box-sizing: border-box; }
body { margin: 0; padding: ${PAGE_EDGE}px; background: var(--page); color: var(--ink); font: 14px/1.4 system-ui, "DejaVu Sans", sans-serif; }
h1, h2, h3, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 12px; }
nav [aria-current] { color: var(--ink); font-weight: 600; }
h1 { font-size: 24px; line-height: 1.2; }
.about { color: var(--muted); max-width: 100ch; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 8px 0 4px; }
.facts dt { display: inline; color: var(--muted); }
.facts dt::after { content: ": "; }
.facts dd { display: inline; margin: 0; }
section > details > summary { cursor: pointer; }
h2 { display: inline-block; font-size: 16px; margin: 16px 0 8px; }
.grid { display: grid; grid-template-columns: repeat(${COLUMNS}, minmax(0, 1fr)); gap: ${GAP}px; }
.panel { display: flex; flex-direction: column; min-width: 0; padding: 0 ${PANEL_EDGE}px ${PANEL_EDGE}px; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; }
${rules(COLUMNS, (index) => `.w${index + 1} { grid-column: span ${index + 1}; }`)}
${rules(TALLEST, (index) => `.stat.h${index + 1}, .timeSeries.h${index + 1} { min-height: ${heightOf(index + 1)}px; }`)}
.panel > header { display: flex; align-items: center; gap: 8px; min-height: 34px; position: relative; }
h3 { font-size: 13px; font-weight: 600; flex: 1; min-width: 0; overflow-wrap: break-word; line-height: 1.25; }
h3 a::after { content: "\u00a0→"; }
.panel details summary { list-style: none; cursor: help; width: 16px; height: 16px; border-radius: 8px; border: 1px solid var(--line); color: var(--muted); font: italic 11px/14px serif; text-align: center; }
.panel details[open] p { position: absolute; z-index: 1; right: 0; top: 30px; width: max(100%, 240px); padding: 8px; background: var(--panel); border: 1px solid var(--line); font-size: 12px; }
.empty, .error { margin: auto; padding: 8px; text-align: center; color: var(--muted); overflow-wrap: anywhere; }
.error { color: var(--ink); }
.more { color: var(--muted); font-size: 12px; padding-top: 4px; }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { font-size: 12px; }
.narrow { display: none; }
@media (max-width: ${WIDE_FROM - 1}px) { .wide { display: none; } .narrow { display: block; } }
.legend { display: grid; gap: 0 ${LEGEND_GAP}px; font-size: 12px; line-height: ${LEGEND_LINE}px; }
${legends}
.legend li { display: flex; align-items: center; gap: 6px; min-width: 0; }
.swatch { flex: none; width: 18px; height: 4px; }
.swatch line { stroke-width: 3; }
.name { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.value { font-variant-numeric: tabular-nums; white-space: nowrap; }
.legend .value { margin-left: auto; color: var(--muted); }
${[...SERIES_COLOURS.map((_, index) => `line-${index}`), ...HEALTHS]
  .map((colour) => `.stroke-${colour} { stroke: var(--${colour}); }`)
  .join('\n')}
.dashed { stroke-dasharray: 4 2; }
${HEALTHS.map((health) => `.mark.${health} { color: var(--${health}); }\nrect.${health} { fill: var(--${health}); }`).join('\n')}
.mark { font-size: 0.85em; }
.whole { fill: var(--line); }
.stats { flex: 1; display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; justify-content: center; }
.stats li { min-width: 0; max-width: 100%; text-align: center; }
.number { display: block; font-size: 26px; line-height: 1.15; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.stats .name { display: block; font-size: 12px; color: var(--muted); }
.panel.stat:has(li.bad:only-child) { border-left: 4px solid var(--bad); }
.panel.stat:has(li.warning:only-child) { border-left: 4px solid var(--warning); }
.panel.stat:has(li.good:only-child) { border-left: 4px solid var(--good); }
.bar-list, .strips { display: grid; gap: 4px 10px; align-items: center; font-size: 13px; }
.bar-list .name { white-space: normal; overflow-wrap: anywhere; line-height: 1.2; }
.bar-list { grid-template-columns: fit-content(45%) minmax(40px, 1fr) auto; }
.strips { grid-template-columns: fit-content(30%) minmax(80px, 1fr) auto; }
.bar-list li, .strips li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
.bar-list .value, .strips .value { text-align: right; }
.bar { width: 100%; height: 14px; }
.strip { width: 100%; height: 18px; }
.ticks { width: 100%; height: 16px; overflow: visible; }
.ticks text { font-size: 12px; fill: var(--muted); text-anchor: middle; }
.key { display: flex; flex-wrap: wrap; gap: 0 16px; font-size: 12px; color: var(--muted); padding-top: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px; text-align: left; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; }
thead th { color: var(--muted); font-size: 12px; overflow-wrap: normal; vertical-align: bottom; }
tbody th { font-weight: 400; }
th.value, td.value { text-align: right; }
th.word, td.word { text-align: left; }
.key-cell { white-space: nowrap; max-width: 32ch; overflow: hidden; text-overflow: ellipsis; }
th.value { white-space: normal; }
[aria-sort]::after { content: "\u00a0↓"; }
td.bad { background: color-mix(in srgb, var(--bad) 22%, transparent); }
td.warning { background: color-mix(in srgb, var(--warning) 18%, transparent); }
td.none { color: var(--muted); }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: ${GAP}px; margin-top: 16px; }
.pages li { padding: ${PANEL_EDGE}px; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; }
.pages a { font-size: 16px; font-weight: 600; }
@media (max-width: ${WIDE_FROM - 1}px) {
  .stat > header details { display: none; }
  table { font-size: 12px; }
  th, td { padding: 4px; }
}
@media (max-width: 700px) { .panel { grid-column: 1 / -1; } }
`;
