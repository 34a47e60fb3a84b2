import type { Panel } from '../../../dashboards/types';
import type { Answer, Series } from '../../../output/preview/answers';
import { panelHtml } from '../../../output/preview/panels';
import { timeUpTo } from '../../../output/preview/time';

const TIME = timeUpTo(1_780_315_200, 3600);

const ANY = {
  title: 'Memory',
  description: 'How much.',
  width: 8,
  height: 6,
  empty: 'No node tells',
};
const SHARE = {
  unit: 'share',
  levels: [
    { from: 0, is: 'good' },
    { from: 0.8, is: 'warning' },
    { from: 0.9, is: 'bad' },
  ],
} as const;
const QUERY = { expr: 'x', legend: '{{node}}' };

const of = (node: string, ...values: (number | null)[]): Series => ({ labels: { node }, values });

const draw = (panel: Panel, ...answers: Answer[]) => {
  const { shows, html } = panelHtml(panel, answers, {
    id: 'panel-0-0',
    time: TIME,
    lead: ({ dashboard }) => `${dashboard}.html`,
  });
  return { shows, text: html.text };
};

/** What a reader sees, without markup. */
const read = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>\u202e&";

const PANELS: Readonly<Record<string, Panel>> = {
  stat: { ...ANY, ...SHARE, kind: 'stat', queries: [QUERY] },
  timeSeries: { ...ANY, ...SHARE, kind: 'timeSeries', queries: [QUERY] },
  bars: { ...ANY, ...SHARE, kind: 'bars', query: QUERY },
  history: { ...ANY, ...SHARE, kind: 'history', query: QUERY },
  table: {
    ...ANY,
    kind: 'table',
    keys: [
      {
        label: 'node',
        title: 'Node',
        link: { title: 'Nodes', dashboard: 'promfleet-nodes', variables: { node: 'node' } },
      },
    ],
    columns: [{ ...SHARE, title: 'Used', expr: 'x' }],
    sortBy: 'Used',
  },
};

const panel = (kind: string): Panel => {
  const found = PANELS[kind];
  if (!found) throw new Error(kind);
  return found;
};

describe.each(Object.keys(PANELS))('a panel of the kind %s', (kind) => {
  const steps = Array.from({ length: TIME.range / TIME.step + 1 }, () => 0.5);
  const hostile = () => [of(HOSTILE, ...steps), of(`${HOSTILE}2`, ...steps)];

  it('lets no label of a tenant become markup', () => {
    const { text } = draw(panel(kind), hostile());
    expect(text).not.toMatch(/<script|<img|\u202e/);
    expect(text).toContain('&lt;script&gt;');
  });

  it('lets no error of a server become markup', () => {
    const { shows, text } = draw(panel(kind), { error: HOSTILE });
    expect(shows).toBe('error');
    expect(text).not.toMatch(/<script|<img|\u202e/);
    expect(read(text)).toContain('alert(1)');
  });

  it('has no style and nothing that runs, which the policy of pages refuses', () => {
    expect(draw(panel(kind), hostile()).text).not.toMatch(/ style=|<style|<script| on\w+="/);
  });

  it('says why there may be nothing', () => {
    const { shows, text } = draw(panel(kind), []);
    expect(shows).toBe('nothing');
    expect(read(text)).toContain('No node tells');
  });

  it('is drawn the same every time', () => {
    expect(draw(panel(kind), hostile())).toEqual(draw(panel(kind), hostile()));
  });
});

it('a total beside what is counted is neither well nor not', () => {
  const levels = [
    { from: 0, is: 'good' },
    { from: 1, is: 'warning' },
  ] as const;
  const queries = [
    { expr: 'x', legend: 'not ready' },
    { expr: 'y', legend: 'all', neutral: true },
  ];
  const { text } = draw(
    { ...ANY, kind: 'stat', unit: 'number', levels, queries },
    [of('', 2)],
    [of('', 4)],
  );
  expect(read(text)).toContain('▲ 2 not ready 4 all');
});

it('series that stand for how bad something is have the colour of that, and a stack no lines', () => {
  const steps = Array.from({ length: TIME.range / TIME.step + 1 }, () => 1);
  const stacked: Panel = {
    ...ANY,
    kind: 'timeSeries',
    unit: 'number',
    stacked: true,
    health: { critical: 'bad' },
    queries: [QUERY],
  };
  const { text } = draw(stacked, [of('critical', ...steps), of('other', ...steps)]);
  expect(text).toContain('class="stroke-bad"');
  expect(text).toContain('fill="var(--bad)"');
  expect(text).not.toMatch(/<path[^>]* stroke="var\(--(bad|line-\d)\)"/);
});

describe('a table', () => {
  const lines = (text: string) =>
    [...text.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, line = '']) => read(line).trim());

  it('has the largest first, and last what has no value in the column to sort by', () => {
    const two: Panel = {
      ...ANY,
      kind: 'table',
      keys: [{ label: 'node', title: 'Node' }],
      columns: [
        { unit: 'number', title: 'Pods', expr: 'y' },
        { ...SHARE, title: 'Used', expr: 'x' },
      ],
      sortBy: 'Used',
    };
    const { text } = draw(two, [of('c', 3), of('a', 1), of('b', 2)], [of('a', 0.5), of('b', 0.95)]);
    expect(lines(text)).toEqual(['Node Pods Used', 'b 2 ✖ 95%', 'a 1 50%', 'c 3 –']);
  });

  it('is sorted by a column that is not shown, too', () => {
    const hidden: Panel = {
      ...ANY,
      kind: 'table',
      keys: [{ label: 'node', title: 'Node' }],
      columns: [
        { unit: 'number', title: 'Pods', expr: 'y' },
        { unit: 'number', title: 'Trouble', expr: 'x', hidden: true },
      ],
      sortBy: 'Trouble',
    };
    const { text } = draw(hidden, [of('a', 1), of('b', 2)], [of('a', 10), of('b', 20)]);
    expect(lines(text)).toEqual(['Node Pods', 'b 2', 'a 1']);
  });

  it('leads on from its keys', () => {
    expect(draw(panel('table'), [of('a', 0.5)]).text).toContain(
      '<a href="promfleet-nodes.html" title="Nodes">a</a>',
    );
  });

  it('shows thirty lines, and says how many more there are', () => {
    const many = Array.from({ length: 40 }, (_, index) => of(`node-${index}`, index));
    expect(read(draw(panel('table'), many).text)).toContain('and 10 more');
  });
});

it('what is bad has a symbol beside its colour', () => {
  const { text } = draw(panel('stat'), [of('a', 0.95)]);
  expect(read(text)).toContain('✖ 95%');
  expect(text).toContain('class="bad"');
});

it('lines have names and last values below, and one that ended before says so', () => {
  const ends = Array.from({ length: TIME.range / TIME.step + 1 }, (_, index) =>
    index < 10 ? 0.25 : null,
  );
  const goes = ends.map(() => 0.5);
  const { text } = draw(panel('timeSeries'), [of('b', ...ends), of('a', ...goes)]);
  const legend = /<ul class="legend[^"]*">(.*?)<\/ul>/.exec(text)?.[1] ?? '';
  expect(read(legend)).toBe(' a 50% b gone ');
});

it('of many lines the largest are drawn, and the others counted', () => {
  const steps = TIME.range / TIME.step + 1;
  const many = Array.from({ length: 20 }, (_, index) =>
    of(`node-${index}`, ...Array.from({ length: steps }, () => index / 100)),
  );
  const { text } = draw(panel('timeSeries'), many);
  expect(text.match(/<li>/g)).toHaveLength(12);
  expect(text).not.toContain('>node-7<');
  expect(read(text)).toContain('and 8 more');
});

it('a history is higher where it is worse, and has a gap where nothing is', () => {
  const { text } = draw(panel('history'), [of('a', 0.1, 0.1, null, 0.95)]);
  const spans = [
    ...text.matchAll(/<rect class="(\w+)" x="(\d+)" width="(\d+)" y="\d+" height="(\d+)"/g),
  ];
  expect(spans.map(([, ...span]) => span.join(' '))).toEqual(['good 0 2 4', 'bad 3 1 10']);
});
