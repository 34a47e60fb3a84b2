import type { Panel } from '../../../dashboards/types';
import type { Answer, Question } from '../answers';
import { type Html, html } from '../html';
import { leading } from '../lead';
import { bars } from './bars';
import type { Drawing } from './drawing';
import { history } from './history';
import { stat } from './stat';
import { table } from './table';
import { timeSeries } from './time-series';

/** What a panel asks, with variables. */
export function questionsOf(panel: Panel): Question[] {
  switch (panel.kind) {
    case 'stat':
      return panel.queries.map(({ expr }) => ({ at: 'end', expr }));
    case 'timeSeries':
      return panel.queries.map(({ expr }) => ({ at: 'steps', expr }));
    case 'bars':
      return [{ at: 'end', expr: panel.query.expr }];
    case 'history':
      return [{ at: 'steps', expr: panel.query.expr }];
    case 'table':
      return panel.columns.map(({ expr }) => ({ at: 'end', expr }));
  }
}

/** How a panel looks with the answers to its questions; of an error, what it says. */
export function panelHtml(
  panel: Panel,
  answers: readonly Answer[],
  { id, time, lead }: Omit<Drawing, 'series'>,
): { readonly shows: Shows; readonly html: Html } {
  const errors = [
    ...new Set(answers.flatMap((answer) => ('error' in answer ? [answer.error] : []))),
  ];
  const series = answers.map((answer) => ('error' in answer ? [] : answer));
  const shows = errors.length > 0 ? 'error' : series.flat().length === 0 ? 'nothing' : 'data';
  const body =
    shows === 'error'
      ? errors.map((error) => html`<p class="error"><span class="mark bad">✖</span> ${error}</p>`)
      : shows === 'nothing'
        ? html`<p class="empty">${panel.empty}</p>`
        : drawn(panel, { id, time, lead, series });
  const title = leading(panel.title, panel.link, {}, lead);
  return {
    shows,
    html: html`<article class="panel ${panel.kind} w${panel.width} h${panel.height}" id="${id}" data-shows="${shows}"><header><h3 title="${panel.description}">${title}</h3><details><summary aria-label="What it shows">i</summary><p>${panel.description}</p></details></header>${body}</article>\n`,
  };
}

/** Whether there is something to look at. */
export type Shows = 'data' | 'nothing' | 'error';

function drawn(panel: Panel, drawing: Drawing): Html {
  switch (panel.kind) {
    case 'stat':
      return stat(panel, drawing);
    case 'timeSeries':
      return timeSeries(panel, drawing);
    case 'bars':
      return bars(panel, drawing);
    case 'history':
      return history(panel, drawing);
    case 'table':
      return table(panel, drawing);
  }
}
