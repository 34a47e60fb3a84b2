import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import * as library from '../../../library';
import type { Manifest } from '../../fleet';
import { expectGolden } from '../../golden';
import { CHARTS } from './charts';
import { CONSTRUCTS } from './constructs';

const yaml = (objects: readonly Manifest[]) =>
  objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n');

/** Refuses what synthesis would refuse, which `Testing.synth` does not. */
function valid<One extends Construct>(construct: One): One {
  expect(construct.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
  return construct;
}

describe('a construct with everything that it can be given', () => {
  it.each(Object.entries(CONSTRUCTS))('%s', (name, make) => {
    const chart = Testing.chart();
    valid(make(chart));
    expectGolden(`constructs/${name}.yaml`, yaml(Testing.synth(chart)));
  });
});

describe('a chart with everything that it can be given', () => {
  // Their constructs stand whole in files of their own.
  const lines = (chart: Chart) =>
    Testing.synth(chart).map(({ apiVersion, kind, metadata: { namespace, name } }) => ({
      apiVersion,
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      name,
    }));

  it.each(Object.entries(CHARTS))('%s', (name, make) => {
    const made = valid(make(Testing.app())).node.findAll().filter(Chart.isChart);
    const byId = Object.fromEntries(made.map((chart) => [chart.node.id, lines(chart)]));
    expectGolden(`constructs/${name}.yaml`, stringify(byId, { lineWidth: 0 }));
  });
});

/** Whether a value is a class below another. By prototypes: `instanceof ApiObject` is for objects. */
const isA = (value: unknown, base: abstract new (...args: never[]) => object) =>
  typeof value === 'function' && Object.prototype.isPrototypeOf.call(base, value);

describe('every class of a construct', () => {
  const lib = join(__dirname, '..', '..', '..');
  const classes = ['constructs', 'charts'].flatMap((room) =>
    readdirSync(join(lib, room))
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => Object.entries(require(join(lib, room, file))))
      // An object of Kubernetes's is a part of a construct here.
      .filter(([, value]) => isA(value, Construct) && !isA(value, ApiObject))
      .map(([name]) => name),
  );
  const concrete = [...new Set(classes)].filter((name) => name !== 'Component').sort();

  it('stands here', () =>
    expect(Object.keys({ ...CONSTRUCTS, ...CHARTS }).sort()).toEqual(concrete));

  it('is in promfleet/constructs', () =>
    expect(Object.keys(library)).toEqual(expect.arrayContaining([...concrete, 'Component'])));
});
