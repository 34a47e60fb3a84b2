import { ownDashboards } from '../../dashboards/own';
import { formatDiagnostic } from '../../diagnostics';

const RIGHT = { uid: 'orders', title: 'Orders', panels: [] };

/** A dashboard's JSON, a field to a line, with these things other than a right one has them. */
const dashboard = (others: object) => JSON.stringify({ ...RIGHT, ...others }, null, 2);

const panel = (expr: string, others = {}) => ({
  title: 'Rate',
  targets: [{ refId: 'A', expr }],
  ...others,
});

type NamedText = readonly [name: string, text: string];

const read = (...files: readonly NamedText[]) =>
  ownDashboards(
    files.map(([name, text]) => ({ name, path: `dashboards/${name}`, text })),
    ['nodes'],
  );

const problems = (...files: readonly NamedText[]) =>
  read(...files).problems.map((problem) => formatDiagnostic(problem));

describe('a dashboard of the user', () => {
  it.each<[string, string, string[]]>([
    [
      'that is no JSON',
      '{\n  "uid": "orders",\n  "title" "Orders"\n}',
      [
        'dashboards/orders.json:3:11: not JSON, found "\\"Orders\\"" where something else has to stand, export the dashboard anew',
      ],
    ],
    [
      'that ends too early',
      '{ "uid": "orders"',
      [
        'dashboards/orders.json:1:18: not JSON, found its end where something else has to stand, export the dashboard anew',
      ],
    ],
    [
      'that is a list',
      '[]',
      [
        'dashboards/orders.json:1:1: not a dashboard, found no JSON object, export the dashboard anew',
      ],
    ],
    [
      'in another form',
      '{ "elements": {}, "layout": {} }',
      [
        'dashboards/orders.json:1:1: panels is not there, export the dashboard in its classic form',
        'dashboards/orders.json:1:1: title is not there, write what it shows',
        'dashboards/orders.json:1:1: uid is not there, write one, or each replacement of the pod gives it another',
      ],
    ],
    [
      'with a uid that Grafana does not take',
      dashboard({ uid: 'my orders' }),
      [
        'dashboards/orders.json:2:10: uid: not a uid, found "my orders", write at most 40 of a-z, A-Z, 0-9, - and _',
      ],
    ],
    [
      "with the uid of promfleet's own",
      dashboard({ uid: 'promfleet-fleet' }),
      [
        'dashboards/orders.json:2:10: uid: a uid is that of one dashboard, found "promfleet-fleet", which is promfleet\'s own, write another',
      ],
    ],
    [
      'with a variable that is not defined, in a row that is closed',
      dashboard({
        panels: [{ title: 'More', panels: [panel('x{a=~"$clutser"}')] }],
        templating: { list: [{ name: 'cluster', query: 'label_values(x, cluster)' }] },
      }),
      [
        'dashboards/orders.json:13:23: panels[0].panels[0].targets[0].expr: no such variable, found $clutser, did you mean $cluster?',
      ],
    ],
    [
      'with a variable where none is defined',
      dashboard({ panels: [panel('x{a="[[a]]", b="${b:csv}"}')] }),
      [
        'dashboards/orders.json:10:19: panels[0].targets[0].expr: no such variable, found $a, define it under templating',
        'dashboards/orders.json:10:19: panels[0].targets[0].expr: no such variable, found $b, define it under templating',
      ],
    ],
    [
      'with an expression that is not PromQL',
      dashboard({ panels: [panel('sum(rate(x[5m])')] }),
      [
        'dashboards/orders.json:10:19: panels[0].targets[0].expr: not PromQL, found "sum(rate(x[5m])": it ends too early (character 16)',
      ],
    ],
    [
      'whose variable asks for what is not PromQL',
      dashboard({ templating: { list: [{ name: 'a', query: 'label_values(x{a=b}, a)' }] } }),
      [
        'dashboards/orders.json:9:18: templating.list[0].query: not PromQL, found "x{a=b}": unexpected "b}" (character 5)',
      ],
    ],
  ])('%s is refused', (_, text, expected) =>
    expect(problems(['orders.json', text])).toEqual(expected),
  );

  it('whose uid another has is refused', () =>
    expect(problems(['a.json', dashboard({})], ['b.json', dashboard({})])).toEqual([
      'dashboards/b.json:2:10: uid: a uid is that of one dashboard, found "orders", which is that of a.json, write another',
    ]));

  it.each([
    [
      'My Orders.json',
      'its ConfigMap cannot be called by the name of the file, found "My Orders.json", write at most 63 of a-z, 0-9 and -, such as orders.json',
    ],
    [
      'fleet.json',
      'the name of one of promfleet\'s dashboards, found "fleet.json", rename the file',
    ],
    [
      'promfleet-fleet.json',
      'the name of one of promfleet\'s dashboards, found "promfleet-fleet.json", rename the file',
    ],
  ])('cannot be in a file of the name %s', (name, message) =>
    expect(problems([name, dashboard({})])).toEqual([`dashboards/${name}: ${message}`]),
  );

  it("may stand for one of promfleet's that is switched off", () =>
    expect(problems(['nodes.json', dashboard({ uid: 'promfleet-nodes' })])).toEqual([]));

  it.each([
    'sum by ($by) (rate(x{a=~"$a"}[$__rate_interval]))',
    'topk($n, rate(x[$every:1m] offset ${every}))',
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'x > $n and on () y{a!="[[a:regex]]"}',
    'histogram_quantile($n, sum by (le) (rate(x_bucket[$every])))',
  ])('may ask %s', (expr) => {
    const list = ['by', 'a', 'n', 'every'].map((name) => ({ name }));
    const text = dashboard({ panels: [panel(expr)], templating: { list } });
    expect(problems(['orders.json', text])).toEqual([]);
  });

  it('is asked of Prometheus as far as that is its data source', () => {
    const text = dashboard({
      panels: [
        panel('up'),
        panel('{app="x"} |= "error"', { datasource: { type: 'loki', uid: 'logs' } }),
        panel('', { title: 'Nothing yet' }),
        {
          title: 'Mixed',
          datasource: { type: 'datasource', uid: '-- Mixed --' },
          targets: [
            { expr: '{app="y"}', datasource: { type: 'loki', uid: 'logs' } },
            { expr: 'down', datasource: { type: 'prometheus', uid: 'promfleet' } },
          ],
        },
      ],
      templating: {
        list: [
          { name: 'a', query: { query: 'label_values(info{b="c"}, a)' } },
          { name: 'n', query: 'query_result(count(nodes))' },
          { name: 'all', query: 'label_names()' },
          { name: 'fixed', type: 'custom', query: '1,2,3' },
        ],
      },
      annotations: { list: [{ name: 'Deployed', expr: 'changes(version[5m]) > 0' }] },
    });
    const { dashboards } = read(['orders.json', text]);
    const lines = text.split('\n');
    const found = dashboards.flatMap(({ expressions }) => expressions);
    expect(found.map(({ panel, expr }) => [panel, expr])).toEqual([
      ['Rate', 'up'],
      ['Mixed', 'down'],
      ['variable a', 'info{b="c"}'],
      ['variable n', 'count(nodes)'],
      ['annotation Deployed', 'changes(version[5m]) > 0'],
    ]);
    for (const { file, line, col, panel, expr } of found) {
      expect(file).toBe('dashboards/orders.json');
      const there = lines[line - 1]?.slice(col - 1) ?? '';
      // The query of a variable may be an object.
      if (panel !== 'variable a') expect(there).toContain(JSON.stringify(expr).slice(1, -1));
    }
  });
});
