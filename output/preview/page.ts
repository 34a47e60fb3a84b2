import type { Dashboard, Row } from '../../dashboards/types';
import type { Answer, Choice, Findings } from './answers';
import { evaluated } from './expression';
import { frame } from './frame';
import { type Html, html } from './html';
import { leadFrom } from './lead';
import { INDEX, pageOf } from './pages';
import { panelHtml, questionsOf, type Shows } from './panels';
import { dateText } from './time';
import { valueText } from './units';
import type { Variant } from './variants';

/** A page, and how its panels look, by their titles. */
export interface Page {
  readonly file: string;
  readonly text: string;
  readonly panels: readonly { readonly title: string; readonly shows: Shows }[];
}

/** The page of a dashboard. */
export function dashboardPage(
  { dashboard, choices, file }: Variant,
  variants: readonly Variant[],
  found: Findings,
): Page {
  const { uid, title, description, rows } = dashboard;
  const lead = leadFrom(choices, variants);
  const others = variants.filter((one) => one.dashboard === dashboard);
  const answer = (expr: string, at: 'end' | 'steps'): Answer =>
    found.answerTo({ at, expr: evaluated(expr, choices, found.time, found.sampleInterval) });
  const panels: { title: string; shows: Shows }[] = [];
  const drawn = (row: Row, place: number) =>
    row.panels.map((panel, index) => {
      const answers = questionsOf(panel).map(({ at, expr }) => answer(expr, at));
      const id = `panel-${place}-${index}`;
      const { shows, html: text } = panelHtml(panel, answers, { id, time: found.time, lead });
      panels.push({ title: panel.title, shows });
      return text;
    });
  const sections = rows.map(
    (row, place) =>
      html`<section><details open><summary><h2>${row.title}</h2></summary><div class="grid">
${drawn(row, place)}</div></details></section>\n`,
  );
  const body = html`<h1>${title}</h1>
<p class="about">${description}</p>
${facts(choices, found, others)}
${sections}`;
  const all = [...new Set(variants.map((one) => one.dashboard))];
  return { file, text: frame(`${title} – promfleet`, all, pageOf(uid), body), panels };
}

/** The page that leads to the others. */
export function indexPage(all: readonly Dashboard[], found: Findings): Page {
  const links = all.map(
    ({ uid, title, description }) =>
      html`<li><a href="${pageOf(uid)}">${title}</a><p class="about">${description}</p></li>\n`,
  );
  const body = html`<h1>Dashboards of the fleet</h1>
${facts([], found)}
<ul class="pages">
${links}</ul>
`;
  return { file: INDEX, text: frame('promfleet', all, INDEX, body), panels: [] };
}

/** What was chosen, and when it was. */
function facts(
  choices: readonly Choice[],
  { time }: Findings,
  others: readonly Variant[] = [],
): Html {
  const listed = [
    ...choices.map((choice) => [choice.label, chosenText(choice, others)] as const),
    ['Time', `${dateText(time.end - time.range)} to ${dateText(time.end)}`],
    ['A point every', valueText(time.step, { unit: 'seconds' })],
  ];
  return html`<dl class="facts">${listed.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function chosenText({ name, several, chosen, values }: Choice, others: readonly Variant[]) {
  if (!several && others.length > 1) return values.map((value) => pageWith(value));
  if (chosen === 'all') return `all (${values.length})`;
  return chosen.join(', ') || 'none';

  function pageWith(value: string): Html {
    const has = (choice: Choice) => choice.name === name && choice.chosen.includes(value);
    const page = others.find((other) => other.choices.some(has));
    return chosen.includes(value) || !page
      ? html`<b>${value}</b> `
      : html`<a href="${page.file}">${value}</a> `;
  }
}
