import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS as ALERTMANAGER } from './alertmanager/scenarios';
import { ALERTS } from './faults/hub/alerts';
import { SCENARIOS } from './faults/hub/scenarios';
import { STORAGE } from './faults/storage/scenarios';
import { SCENARIOS as TENANTS } from './tenants/scenarios';

const MATRIX = 'docs/fault-matrix.md';

interface Row {
  readonly cells: readonly string[];
  readonly alerts: readonly string[];
  /** Suite and name. */
  readonly proofs: readonly (readonly [string, string])[];
}

const ROWS: readonly Row[] = readFileSync(MATRIX, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (Fault|---) /.test(line))
  .map((line) => {
    const cells = line.slice(2, -2).split(' | ');
    return {
      cells,
      alerts: cells[2]?.match(/[A-Z]\w+(?=`)/g) ?? [],
      proofs: (cells[5] ?? '').split('<br>').map((proof) => {
        const [, suite = '', name = ''] = /^([a-z]+(?: \d+)?): (.+)$/.exec(proof) ?? [];
        return [suite, name] as const;
      }),
    };
  });

const ALL = ROWS.flatMap(({ proofs }) => proofs);
const named = (suite: string) => ALL.filter(([of]) => of === suite).map(([, name]) => name);

it('has a row for every fault there is to see', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(50);
  for (const { cells } of ROWS) expect([cells[0], cells.length]).toEqual([cells[0], 6]);
});

it.each([
  ['hub', SCENARIOS.map(({ name }) => name)],
  ['storage', STORAGE.map(({ name }) => name)],
  ['tenants', Object.keys(TENANTS)],
  ['alertmanager', ALERTMANAGER.map(({ name }) => name)],
])('has every scenario of %s, and no other', (suite, names) => {
  expect([...new Set(named(suite))].sort()).toEqual([...names].sort());
});

it('names the alerts that its scenarios see fire', () => {
  for (const { cells, alerts, proofs } of ROWS) {
    const seen = proofs.flatMap(([, name]) => alertsOf(name));
    expect([cells[0], seen.filter((alert) => !alerts.includes(alert))]).toEqual([cells[0], []]);
  }
});

it('names no alert that there is not', () => {
  expect(ROWS.flatMap(({ alerts }) => alerts).filter((alert) => !ALERTS.includes(alert))).toEqual(
    [],
  );
});

it('names steps that the journeys have', () => {
  const steps = stepsByJourney();
  const unknown = ALL.filter(([suite, name]) => {
    const [, journey] = /^journey (\d+)$/.exec(suite) ?? [];
    return journey && !steps.get(Number(journey))?.some((step) => step.test(name));
  });
  expect(unknown).toEqual([]);
});

it('names files that are there, and suites that are known', () => {
  const others = ALL.filter(
    ([suite]) => !/^(hub|storage|tenants|alertmanager|journey \d+)$/.test(suite),
  );
  expect(others.filter(([suite, file]) => !FILES.test(suite) || !existsSync(file))).toEqual([]);
});

const FILES = /^(jest|kill|apiserver)$/;

function alertsOf(name: string): readonly string[] {
  return SCENARIOS.find((scenario) => scenario.name === name)?.alerts ?? [];
}

/** The names of the steps by the number of their journey; what a name is made of can be anything. */
function stepsByJourney(): Map<number, RegExp[]> {
  const directory = 'test/e2e/journeys';
  const text = (file: string) => readFileSync(join(directory, file), 'utf8');
  return new Map(
    readdirSync(directory)
      .filter((file) => /^\d/.test(file))
      .map((file) => {
        const own = text(file);
        const folders = [...own.matchAll(/from '\.\/(\w+)\//g)].map(([, folder = '']) => folder);
        const others = [...new Set(folders)].flatMap((folder) =>
          readdirSync(join(directory, folder)).map((name) => text(join(folder, name))),
        );
        return [Number(file.slice(0, 2)), [own, ...others].flatMap(stepsIn)];
      }),
  );
}

function stepsIn(source: string): RegExp[] {
  const names = source.matchAll(/\bstep\(\s*(?:'([^']*)'|"([^"]*)"|`([^`]*)`)/g);
  return [...names].map(([, single, double, template]) => {
    const fixed = (single ?? double ?? template ?? '').split(/\$\{[^}]*\}/);
    return new RegExp(
      `^${fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`,
    );
  });
}
