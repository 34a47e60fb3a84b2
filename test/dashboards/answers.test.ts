import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dashboards } from '../../dashboards';
import type { Dashboard, Panel } from '../../dashboards/types';
import { yaml } from '../prometheus/samples';
import { itWithPromtool, runPromtool } from '../promtool';

/**
 * What the panels of a dashboard answer for made-up series, all being chosen: a scenario,
 * `<uid>.<topic>.rules.test.yml`, asks for `panel{panel="<title>", query="<legend or column>"}`.
 */
const DIRECTORY = join(process.cwd(), 'test/dashboards/answers');

const ALL = dashboards({ clusterLabel: 'cluster', drillDown: true });

const scenarios = readdirSync(DIRECTORY).map((file) => {
  const uid = basename(file).split('.')[0];
  const dashboard = ALL.find((one) => one.uid === uid);
  if (!dashboard) throw new Error(`${file} is of no dashboard`);
  return { file, dashboard, text: readFileSync(join(DIRECTORY, file), 'utf8') };
});

itWithPromtool.each(scenarios)('what $file says is answered', ({ dashboard, text }) => {
  const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
    'panels.rules.yml': yaml({ groups: [{ name: 'panels', rules: rulesOf(dashboard) }] }),
    'test.yml': text,
  });
  expect(ok ? '' : output).toBe('');
});

it.each(scenarios)('$file asks for nothing that its dashboard has not', ({ dashboard, text }) => {
  const asked = [...text.matchAll(/panel="([^"]*)", query="([^"]*)"/g)].map(
    ([, panel, query]) => `${panel} › ${query}`,
  );
  const there = rulesOf(dashboard).map(({ labels }) => `${labels.panel} › ${labels.query}`);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((one) => !there.includes(one))).toEqual([]);
});

const rulesOf = ({ rows }: Dashboard) =>
  rows
    .flatMap(({ panels }) => panels)
    .flatMap((panel) =>
      queriesOf(panel).map(([query, expr]) => ({
        record: 'panel',
        expr: allChosen(expr),
        labels: { panel: panel.title, query },
      })),
    );

function queriesOf(panel: Panel): (readonly [name: string, expr: string])[] {
  switch (panel.kind) {
    case 'stat':
    case 'timeSeries':
      return panel.queries.map(({ legend, expr }) => [legend, expr]);
    case 'bars':
    case 'history':
      return [[panel.query.legend, panel.query.expr]];
    case 'table':
      return panel.columns.map(({ title, expr }) => [title, expr]);
  }
}

const allChosen = (expr: string) =>
  expr.replaceAll('$__range', '1h').replaceAll('$__rate_interval', '5m').replaceAll(/\$\w+/g, '.*');
