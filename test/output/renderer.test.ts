import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { chartFile, configMapFile, uniqueChartFile } from '../../charts/chart-file';
import { PrometheusConfigChart } from '../../charts/prometheus-config';
import { ConfigMap, type ConfigMapProps } from '../../constructs/config-map';
import { Renderer } from '../../output/renderer';

let made = 0;
class CountedChart extends Chart {
  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    made += 1;
    new ConfigMap(this, 'config', props);
  }
}
beforeEach(() => {
  made = 0;
});

const object = { name: 'config', namespace: 'monitoring', labels: { app: 'prometheus' } };

type Files = Readonly<Record<string, string>>;

/** Files in the two parts that a renderer takes. */
const split = (files: Files, at: (text: string) => number) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      { own: text.slice(0, at(text)), common: text.slice(at(text)) },
    ]),
  );
const inCommon = (files: Files) => split(files, () => 0);
const ofItsOwn = (files: Files) => split(files, (text) => text.length);
const both = (files: Files) => split(files, (text) => text.indexOf('\n') + 1);

describe('files that differ in the texts of a ConfigMap', () => {
  it.each([
    ['plain', { 'a.yml': 'a: 1\n\nb:\n  - "c"\n', 'b.yml': 'x\n' }],
    ['not in order', { 'b.yml': 'b: 1\nc: 2\n', 'a.yml': 'a: 3\nd: 4\n' }],
    ['of names that the library writes', { 'A.yml': 'a: 1\nb: 2\n', 'b.yml': 'c: 3\nd: 4\n' }],
    ['that no reader may misread', { 'a.yml': 'a: 1\nb: \u2028\n', 'b.yml': 'c: 3\nd: 4\n' }],
    ['with a blank line where they are split', { 'a.yml': 'a: 1\n\nb: 2\n' }],
    ['without a newline at the end, or with several', { 'a.yml': 'a', 'b.yml': 'b\n\n' }],
    ['with carriage returns', { 'a.yml': 'a\r\nb\n' }],
    ['that look like something else', { 'a.yml': 'yes', 'b.yml': '', 'c.yml': 'a.yml' }],
    ['with what a replacement would take for a group', { 'a.yml': "$1 $& $' ${1}\n" }],
  ])('are what the chart alone would be: texts %s', (_which, files) => {
    const alone = uniqueChartFile('x', PrometheusConfigChart, { ...object, files });
    for (const texts of [inCommon(files), ofItsOwn(files), both(files)]) {
      const file = configMapFile('x', PrometheusConfigChart, object, texts);
      const renderer = new Renderer();
      expect(renderer.render(file)).toEqual(new Renderer().render(alone));
      expect(renderer.render(file)).toEqual(new Renderer().render(alone));
    }
  });

  it('have their chart made once', () => {
    const renderer = new Renderer();
    const texts = ['one\n', 'two\n', 'three\n'].map((text) => {
      const files = ofItsOwn({ 'a.yml': text });
      return renderer.render(configMapFile('x', CountedChart, object, files)).text;
    });
    expect(new Set(texts).size).toBe(3);
    expect(made).toBe(1);
  });

  it('have charts of their own when anything else differs', () => {
    const renderer = new Renderer();
    const render = ({ files = { 'a.yml': 'aa\n' }, ...props }: Partial<ConfigMapProps>) =>
      renderer.render(configMapFile('x', CountedChart, { ...object, ...props }, inCommon(files)))
        .text;
    const texts = [
      render({}),
      render({ name: 'other' }),
      render({ namespace: 'other' }),
      render({ labels: {} }),
      render({ files: { 'b.yml': 'aa\n' } }),
    ];
    expect(new Set(texts).size).toBe(5);
    expect(made).toBe(5);
  });

  it('are refused by the construct when they are too large, whoever came before', () => {
    const renderer = new Renderer();
    const render = (text: string) =>
      renderer.render(
        configMapFile('x', PrometheusConfigChart, object, inCommon({ 'a.yml': text })),
      ).complaints;
    expect(render('a\n')).toEqual([]);
    expect(render('ä'.repeat(524_288))).toEqual([]);
    expect(render('ä'.repeat(524_289))).toEqual([
      'chart/config: ConfigMap config is too large, found 1048578 bytes, Kubernetes takes 1048576',
    ]);
  });
});

it('makes a shared chart once for equal props, and one that is like no other every time', () => {
  const renderer = new Renderer();
  const props = { ...object, files: { 'a.yml': 'a\n' } };
  renderer.render(chartFile('x', CountedChart, props));
  renderer.render(chartFile('y', CountedChart, { ...props }));
  expect(made).toBe(1);
  renderer.render(uniqueChartFile('z', CountedChart, props));
  renderer.render(uniqueChartFile('z', CountedChart, props));
  expect(made).toBe(3);
});
