import { dashboards } from '../../dashboards';
import type { Findings, Question } from './answers';
import { evaluated } from './expression';
import { dashboardPage, indexPage, type Page } from './page';
import { questionsOf } from './panels';
import { allVariants } from './variants';

/** All pages, that of all dashboards first: equal findings give equal bytes. */
export function previewPages(found: Findings): Page[] {
  const all = dashboards(found.context);
  const variants = allVariants(found);
  return [indexPage(all, found), ...variants.map((one) => dashboardPage(one, variants, found))];
}

/** Everything that the pages ask, each question once. */
export function allQuestions(found: Omit<Findings, 'answerTo'>): Question[] {
  const all = allVariants(found).flatMap(({ dashboard: { rows }, choices }) =>
    rows.flatMap(({ panels }) =>
      panels.flatMap(questionsOf).map(({ at, expr }) => ({
        at,
        expr: evaluated(expr, choices, found.time, found.sampleInterval),
      })),
    ),
  );
  return [...new Map(all.map((question) => [keyOf(question), question])).values()];
}

/** A question as a key. */
export const keyOf = ({ at, expr }: Question): string => `${at} ${expr}`;
