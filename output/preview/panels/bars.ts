import type { BarsPanel } from '../../../dashboards/types';
import { lastValue } from '../answers';
import { healthOf } from '../health';
import { type Html, html } from '../html';
import { leading } from '../lead';
import { nameOf } from '../legend';
import type { Drawing } from './drawing';
import { more } from './more';
import { marked } from './value';

const MOST = 20;

/** A bar for each series, the longest first. */
export function bars(panel: BarsPanel, { series: [found = []], lead }: Drawing): Html {
  const values = found
    .flatMap((series) => {
      const value = lastValue(series);
      return value === undefined
        ? []
        : [{ name: nameOf(panel.query, series), value, labels: series.labels }];
    })
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  const end = panel.max ?? Math.max(...values.map(({ value }) => value), 0);
  const lines = values.slice(0, MOST).map(({ name, value, labels }) => {
    const share = end > 0 ? Math.min(Math.max(value / end, 0), 1) * 100 : 0;
    const health = healthOf(value, panel.levels);
    return html`<li><span class="name" title="${name}">${leading(name, panel.link, labels, lead)}</span><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="${health}" width="${share.toFixed(2)}" height="10"/></svg><span class="value">${marked(value, panel)}</span></li>`;
  });
  return html`<ul class="bar-list">${lines}</ul>${more(values.length - MOST)}`;
}
