import { flowText } from '../../../yaml/edit';
import { parseYaml } from '../../../yaml/parse';
import { append } from './new-items';

it('quotes what a reader would take for something else', () =>
  expect(
    append('clusters: []\n', {
      value: {
        name: 'yes',
        server: '0x1F',
        labels: { a: 'x, y', b: '1e3', c: 'a: b' },
        ports: ['', '#'],
      },
    }),
  ).toBe(
    'clusters:\n  - name: "yes"\n    server: "0x1F"\n    labels: { a: "x, y", b: "1e3", c: "a: b" }\n    ports: ["", "#"]\n',
  ));

it.each(['---', '... x', 'a: b', '# a', '"', 'a\\b', '<<', '*a', '\u{1f680} a', '\u202ea'])(
  'writes %j so that it is read as it was, alone and within braces',
  (odd) => {
    const text = append('clusters: []\n', { value: { name: odd, labels: { [odd]: odd } } });
    expect(parseYaml(text)).toMatchObject({
      data: { clusters: [{ name: odd, labels: { [odd]: odd } }] },
      faults: [],
    });
  },
);

it.each(['a\u001b[31m', 'a\u0085b', 'a\u2028b', 'a\rb', 'a\u0000'])(
  'escapes what no reader takes in a file: %j',
  (odd) => expect(flowText({ [odd]: odd })).toMatch(/^[ -~]+$/),
);

it('breaks what is too long for a line', () =>
  expect(
    append('clusters: []\n', {
      value: {
        name: 'a',
        monitor: {
          existing: {
            service: 'kube-prometheus-stack-prometheus',
            namespace: 'monitoring',
            port: 'http-web',
            jobs: Array.from({ length: 12 }, (_, index) => `serviceMonitor/${index}`),
          },
        },
      },
    }),
  ).toBe(
    [
      'clusters:',
      '  - name: a',
      '    monitor:',
      '      existing:',
      '        service: kube-prometheus-stack-prometheus',
      '        namespace: monitoring',
      '        port: http-web',
      '        jobs:',
      ...Array.from({ length: 12 }, (_, index) => `          - serviceMonitor/${index}`),
      '',
    ].join('\n'),
  ));
