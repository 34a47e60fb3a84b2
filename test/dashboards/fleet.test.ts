import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { dashboards } from '../../dashboards';
import type { Column, Panel, Query } from '../../dashboards/types';
import { BY_FEDERATION_JOBS } from '../../prometheus/relabel/federation-marker';
import { hubRules } from '../../prometheus/rules/hub';
import { inventoryRules } from '../../prometheus/rules/inventory';
import { hub, yaml } from '../prometheus/samples';
import { itWithPromtool, runPromtool } from '../promtool';

type Values = Readonly<Record<string, number | string>>;

const scenario: {
  clusters: string[];
  input_series: object[];
  tables: Record<string, Record<string, Values>>;
  numbers: Record<string, Record<string, number>>;
  worst: Record<string, Record<string, number>>;
} = parse(readFileSync(join(process.cwd(), 'test/dashboards/fleet.scenario.yml'), 'utf8'));

const ALL = dashboards({ clusterLabel: hub.clusterLabel, drillDown: false });

const NOW = '40m';

const tables = Object.entries(scenario.tables);
const numbers = Object.entries(scenario.numbers);

it.each([...tables.map(([name]) => name), ...numbers.map(([name]) => name)])(
  '%s is a panel, and what it is to say has its words for it',
  (name) => {
    const panel = panelOf(name);
    if (panel.kind !== 'table') return;
    const titles = panel.columns.map(({ title }) => title);
    const said = Object.values(scenario.tables[name] ?? {}).flatMap(Object.keys);
    expect(titles).toEqual(expect.arrayContaining(said));
  },
);

itWithPromtool('each panel says what is so, and no more', () => {
  const questions = [
    ...tables.flatMap(([name, lines]) => ofTable(name, lines)),
    ...numbers.flatMap(([name, values]) => ofNumbers(name, values)),
  ];
  expectAnswers(scenario.clusters, scenario.input_series, questions);
});

itWithPromtool('each cluster has the worst that is wrong with it beside its name', () => {
  const column = worstColumn();
  const clusters = Object.keys(scenario.worst);
  const samples = clusters.map((word) => sample([hub.clusterLabel], word, numberOf(word, column)));
  const series = clusters.flatMap((word) =>
    Object.entries(scenario.worst[word] ?? {}).map(([metric, value]) => ({
      series: seriesOf(word, metric),
      values: `${value}+0x40`,
    })),
  );
  expectAnswers(clusters, series, [{ name: 'Fleet/Clusters', expr: column.expr, samples }]);
});

it('nothing can be wrong with a cluster that no test has seen', () =>
  expect(Object.keys(scenario.worst).sort()).toEqual(
    Object.values(worstColumn().words ?? {}).sort(),
  ));

it('whatever the label is called that tells members apart, all that is asked goes by it', () => {
  const asked = (clusterLabel: string) =>
    dashboards({ clusterLabel, drillDown: true })
      .filter(({ title }) => ['Fleet', 'Cluster'].includes(title))
      .flatMap(({ rows }) => rows.flatMap(({ panels }) => panels))
      .flatMap((panel) => [
        ...queriesOf(panel).flatMap(({ expr, legend }) => [expr, legend]),
        ...(panel.kind === 'table' ? panel.keys.map(({ label }) => label) : []),
        ...(panel.kind === 'table' ? panel.columns.map(({ expr }) => expr) : []),
        ...Object.values(panel.link?.variables ?? {}),
      ]);
  // Neither the variable, which has its own name, nor the level of a record.
  const renamed = asked('cluster').map((text) => text.replace(/(?<!\$)\bcluster\b(?!:)/g, 'site'));
  expect(asked('site')).toEqual(renamed);
  expect(renamed.filter((text) => text.includes('by (site)')).length).toBeGreaterThan(20);
});

interface Question {
  readonly name: string;
  readonly expr: string;
  readonly samples: readonly { labels: string; value: number }[];
}

/** What a table is asked: by line, whose name has the keys with slashes between. */
function ofTable(name: string, lines: Record<string, Values>): Question[] {
  const panel = panelOf(name);
  if (panel.kind !== 'table') throw new Error(`${name} is no table`);
  const keys = panel.keys.map(({ label }) => label);
  return panel.columns.map((column) => ({
    name,
    expr: column.expr,
    samples: Object.entries(lines).flatMap(([line, values]) => {
      const said = values[column.title];
      return said === undefined ? [] : [sample(keys, line, numberOf(said, column))];
    }),
  }));
}

/** What another panel is asked: by legend, which has either labels or a text that is its own. */
function ofNumbers(name: string, values: Record<string, number>): Question[] {
  return queriesOf(panelOf(name)).map(({ expr, legend }) => {
    const keys = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    const own = Object.entries(values).filter(([called]) => keys.length > 0 || called === legend);
    const one = name.match(/^Cluster of (\w+)/)?.[1];
    return {
      name,
      expr,
      samples: own.map(([called, value]) =>
        keys.length > 0
          ? sample(keys, called, value)
          : sample([hub.clusterLabel], one ?? '', value),
      ),
    };
  });
}

function queriesOf(panel: Panel): readonly Query[] {
  if (panel.kind === 'table') return [];
  return 'queries' in panel ? panel.queries : [panel.query];
}

/** A panel by its dashboard, the member that this one is about, and its title. */
function panelOf(name: string): Panel {
  const [, dashboard, title] = name.match(/^(\w+?)(?: of \w+)?\/(.+)$/) ?? [];
  const panel = ALL.filter((one) => one.title === dashboard)
    .flatMap(({ rows }) => rows.flatMap(({ panels }) => panels))
    .find((one) => one.title === title);
  if (!panel) throw new Error(`there is no panel ${name}`);
  return panel;
}

/** Keys as labels: empty ones are not there. */
function sample(keys: readonly string[], texts: string, value: number) {
  const labels = texts
    .split('/')
    .flatMap((text, index) => (text === '' ? [] : [`${keys[index]}=${JSON.stringify(text)}`]));
  return { labels: `{${labels.join(', ')}}`, value };
}

/** What is said in words, by the number that they stand for. */
function numberOf(said: number | string, { title, words = {} }: Column): number {
  if (typeof said === 'number') return said;
  const [number] = Object.entries(words).find(([, word]) => word === said) ?? [];
  if (number === undefined) throw new Error(`${title} never says ${said}`);
  return Number(number);
}

function worstColumn(): Column {
  const panel = panelOf('Fleet/Clusters');
  const found = panel.kind === 'table' && panel.columns.find(({ title }) => title === 'Worst');
  if (!found) throw new Error('the table has no such column');
  return found;
}

/** A series that the hub has of a member: of its own about the requests to it, or one that is federated. */
function seriesOf(cluster: string, metric: string): string {
  const [, name = '', rest = ''] = metric.match(/^([\w:]+)(?:\{(.+)\})?$/) ?? [];
  const labels = [
    `${hub.clusterLabel}=${JSON.stringify(cluster)}`,
    ...(/^(up|scrape_\w+)$/.test(name) ? [BY_FEDERATION_JOBS] : []),
    ...(rest === '' ? [] : [rest]),
  ];
  return `${name}{${labels.join(', ')}}`;
}

/** Has Prometheus answer at `NOW`, with the rules of a hub that expects these members. */
function expectAnswers(
  clusters: readonly string[],
  series: readonly object[],
  questions: readonly Question[],
): void {
  const inventory = inventoryRules(
    hub,
    'inventory',
    clusters.map((name) => ({ name })),
  );
  const rules = hubRules(hub);
  const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
    'inventory.yml': yaml(inventory),
    'hub.yml': yaml(rules),
    'test.yml': yaml({
      rule_files: ['inventory.yml', 'hub.yml'],
      evaluation_interval: '1m',
      // By chance otherwise, and with it whether an alert begins a minute later.
      group_eval_order: [inventory, rules].flatMap(({ groups }) => groups.map(({ name }) => name)),
      fuzzy_compare: true,
      tests: [
        {
          interval: '1m',
          input_series: series,
          promql_expr_test: questions.map(({ name, expr, samples }) => ({
            expr: lookedAt(expr, name),
            eval_time: NOW,
            exp_samples: samples,
          })),
        },
      ],
    }),
  });
  expect(ok ? '' : output).toBe('');
}

/** As who looks at it asks it: of all members or of one, over half an hour. */
function lookedAt(expr: string, name: string): string {
  const member = name.match(/^Cluster of (\w+)/)?.[1] ?? '.+';
  return expr.replaceAll('$cluster', member).replaceAll('$__range', '30m');
}
