import type { StatPanel } from '../../../dashboards/types';
import { lastValue } from '../answers';
import { healthOf } from '../health';
import { type Html, html } from '../html';
import { nameOf } from '../legend';
import type { Drawing } from './drawing';
import { more } from './more';
import { marked } from './value';

const MOST = 8;

/** Large numbers; one alone needs no name beside the title of its panel. */
export function stat(panel: StatPanel, { series: found }: Drawing): Html {
  const values = panel.queries.flatMap((query, index) =>
    (found[index] ?? []).flatMap((series) => {
      const value = lastValue(series);
      return value === undefined
        ? []
        : [
            {
              name: nameOf(query, series),
              value,
              scale: query.neutral ? { ...panel, levels: [] } : panel,
            },
          ];
    }),
  );
  const items = values.slice(0, MOST).map(({ name, value, scale }) => {
    const health = healthOf(value, scale.levels);
    const named = values.length > 1 ? html`<span class="name">${name}</span>` : undefined;
    return html`<li class="${health}"><span class="number">${marked(value, scale)}</span>${named}</li>`;
  });
  return html`<ul class="stats">${items}</ul>${more(values.length - MOST)}`;
}
