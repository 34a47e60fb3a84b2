import { stringify } from 'yaml';
import { grafanaJson } from '../../dashboards/grafana';
import { refId } from '../../dashboards/grafana/query';
import type { Dashboard, Panel } from '../../dashboards/types';
import { expectGolden } from '../golden';

const words = { title: '', description: 'What it shows.', empty: 'Nothing is there' };

const stat: Panel = {
  ...words,
  kind: 'stat',
  title: 'Members that answer',
  width: 6,
  height: 4,
  unit: 'share',
  decimals: 1,
  levels: [
    { from: 0, is: 'bad' },
    { from: 0.9, is: 'warning' },
    { from: 1, is: 'good' },
  ],
  words: { '0': 'none' },
  queries: [
    { expr: 'avg(up{cluster=~"$cluster"})', legend: '{{cluster}}' },
    { expr: 'count(up{cluster=~"$cluster"})', legend: 'all', neutral: true },
  ],
  link: {
    title: 'Its nodes',
    dashboard: 'promfleet-nodes',
    variables: { cluster: 'cluster' },
  },
};

const timeSeries: Panel = {
  ...words,
  kind: 'timeSeries',
  title: 'Memory',
  width: 18,
  height: 8,
  unit: 'bytes',
  max: 100,
  stacked: true,
  health: { used: 'warning' },
  queries: [
    { expr: 'sum(used{cluster=~"$cluster"})', legend: 'used' },
    { expr: 'sum by (cluster) (free{cluster=~"$cluster"})', legend: 'free in {{cluster}}' },
  ],
};

const bars: Panel = {
  ...words,
  kind: 'bars',
  title: 'Largest',
  width: 12,
  height: 6,
  unit: 'cores',
  max: 8,
  query: { expr: 'topk(5, cores{cluster=~"$cluster"})', legend: '{{cluster}}' },
};

const table: Panel = {
  ...words,
  kind: 'table',
  title: 'Pods',
  width: 24,
  height: 10,
  keys: [
    {
      label: 'cluster',
      title: 'Cluster',
      link: { title: 'Cluster', dashboard: 'promfleet-cluster', variables: { cluster: 'cluster' } },
    },
    { label: 'pod', title: 'Pod' },
  ],
  columns: [
    {
      title: 'CPU',
      expr: 'cpu{cluster=~"$cluster"}',
      unit: 'share',
      levels: [
        { from: 0, is: 'good' },
        { from: 0.9, is: 'bad' },
      ],
    },
    {
      title: 'Ready',
      expr: 'ready{cluster=~"$cluster"}',
      unit: 'number',
      decimals: 0,
      words: { '0': 'no', '1': 'yes' },
    },
    { title: 'Trouble', expr: 'trouble{cluster=~"$cluster"}', unit: 'number', hidden: true },
  ],
  sortBy: 'Trouble',
};

const history: Panel = {
  ...words,
  kind: 'history',
  title: 'When it was up',
  width: 24,
  height: 6,
  unit: 'number',
  levels: [
    { from: 0, is: 'bad' },
    { from: 1, is: 'good' },
  ],
  words: { '0': 'down', '1': 'up' },
  query: { expr: 'up{cluster=~"$cluster"}', legend: '{{cluster}}' },
};

const MADE_UP: Dashboard = {
  uid: 'promfleet-fleet',
  title: 'Made up',
  description: 'Has a panel of every kind.',
  variables: [
    { name: 'cluster', label: 'Cluster', series: 'info', values: 'cluster', several: true },
    {
      name: 'node',
      label: 'Node',
      series: 'node_info{cluster=~"$cluster"}',
      values: 'node',
      several: false,
    },
  ],
  rows: [
    { title: 'Numbers', panels: [stat, timeSeries, bars] },
    { title: 'Later', collapsed: true, panels: [history] },
    { title: 'Lines', panels: [table] },
  ],
};

const parsed = (dashboard: Dashboard) => JSON.parse(grafanaJson(dashboard));

describe("a dashboard in Grafana's language", () => {
  it('has a panel for each of its own', () => {
    expectGolden('dashboards/made-up.yaml', stringify(parsed(MADE_UP)));
  });

  it('is the same text each time', () => {
    expect(grafanaJson(MADE_UP)).toBe(grafanaJson(MADE_UP));
  });

  it('keeps the numbers of its panels when others come before them', () => {
    const [first, ...rest] = MADE_UP.rows;
    const before: Panel = { ...bars, title: 'Another' };
    const grown = { ...MADE_UP, rows: [{ title: 'New', panels: [before] }, first, ...rest] };
    const ids = (dashboard: Dashboard) =>
      new Map(parsed(dashboard).panels.map(({ title, id }: Named) => [title, id]));
    const [old, now] = [ids(MADE_UP), ids(grown as Dashboard)];
    for (const [title, id] of old) expect(now.get(title)).toBe(id);
  });

  it('puts no panel on another', () => {
    const taken = new Set<string>();
    for (const { gridPos, collapsed } of parsed(MADE_UP).panels as Placed[]) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x).toBeLessThan(24);
          expect(taken.has(`${x} ${y}`)).toBe(false);
          taken.add(`${x} ${y}`);
        }
      }
      expect(collapsed ?? false).toBe(gridPos.y === 15);
    }
  });
});

it('queries beyond the 26th have a name, too', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(refId)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});

interface Named {
  readonly title: string;
  readonly id: number;
}

interface Placed {
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly collapsed?: boolean;
}
