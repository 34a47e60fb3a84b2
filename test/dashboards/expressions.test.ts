import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { dashboards } from '../../dashboards';
import type { Panel } from '../../dashboards/types';
import { yaml } from '../prometheus/samples';
import { itWithPromtool, runPromtool } from '../promtool';

const DIRECTORY = join(process.cwd(), 'test/dashboards/expressions');

/** What promtool is to find, with the panel in place of its expression. */
const asked = z.array(
  z.looseObject({ panel: z.string(), column: z.string().optional(), query: z.number().optional() }),
);

/** As promtool's tests, but for `asked` in place of `promql_expr_test`. */
const schema = z.object({
  dashboard: z.string(),
  /** What stands for `$cluster`. */
  chosen: z.string(),
  tests: z.array(z.looseObject({ asked })),
});

const ALL = dashboards({ clusterLabel: 'cluster', drillDown: true });

const scenarios = readdirSync(DIRECTORY).map((file) => ({
  file,
  ...schema.parse(parse(readFileSync(join(DIRECTORY, file), 'utf8'))),
}));

itWithPromtool.each(scenarios)(
  'panels show what $file says, of made-up series',
  ({ dashboard, chosen, tests }) => {
    const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
      'test.yml': yaml({
        evaluation_interval: '1m',
        tests: tests.map(({ asked, ...test }) => ({
          ...test,
          promql_expr_test: asked.map(({ panel, column, query, ...expected }) => ({
            ...expected,
            expr: put(expressionOf(dashboard, panel, column, query), chosen),
          })),
        })),
      }),
    });
    expect(ok ? '' : output).toBe('');
  },
);

/** An expression with variables put in, as Grafana does. */
function put(expr: string, chosen: string): string {
  return expr
    .replaceAll('$cluster', chosen)
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '1h');
}

function expressionOf(dashboard: string, title: string, column?: string, query = 0): string {
  const panel = ALL.find(({ uid }) => uid === dashboard)
    ?.rows.flatMap(({ panels }) => panels)
    .find((one) => one.title === title);
  const expr = panel && chosenOf(panel, column, query);
  if (expr === undefined) throw new Error(`${dashboard} has no ${title} ${column ?? query}`);
  return expr;
}

function chosenOf(panel: Panel, column: string | undefined, query: number): string | undefined {
  switch (panel.kind) {
    case 'stat':
    case 'timeSeries':
      return panel.queries[query]?.expr;
    case 'bars':
    case 'history':
      return panel.query.expr;
    case 'table':
      return panel.columns.find(({ title }) => title === column)?.expr;
  }
}
