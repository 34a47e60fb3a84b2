import { dashboards } from '../../dashboards';
import type { Findings, Question } from './answers';
import { evaluated } from './expression';
import { dashboardPage, indexPage, type Page } from './page';
import { questionsOf } from './panels';

/** All pages, that of all dashboards first: equal findings give equal bytes. */
export function previewPages(found: Findings): Page[] {
  const all = dashboards(found.context);
  return [indexPage(all, found), ...all.map((one) => dashboardPage(one, all, found))];
}

/** Everything that the pages ask, each question once. */
export function allQuestions(found: Omit<Findings, 'answerTo'>): Question[] {
  const all = dashboards(found.context).flatMap(({ uid, rows }) =>
    rows.flatMap(({ panels }) =>
      panels.flatMap(questionsOf).map(({ at, expr }) => ({
        at,
        expr: evaluated(expr, found.choices[uid] ?? [], found.time, found.sampleInterval),
      })),
    ),
  );
  return [...new Map(all.map((question) => [keyOf(question), question])).values()];
}

/** A question as a key. */
export const keyOf = ({ at, expr }: Question): string => `${at} ${expr}`;
