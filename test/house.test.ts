import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { DEPLOYABLES } from '../model/components';

/** The rooms from the top to the ground: a file imports from its own room and from those below. */
const ROOMS = [
  'main',
  'cli',
  'live',
  'synth',
  'output',
  'charts',
  'constructs',
  'dashboards',
  'prometheus',
  'model',
  'inventory',
  'ground',
] as const;

/** Rooms that know nothing of each other, and are used by all. */
const GROUND = ['language', 'yaml', 'diagnostics'];

const FILES = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && !/^(test|bench|examples)\//.test(file) && existsSync(file));

const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:from |import[ (])'(\.[^']*)'/g);
  return [...specifiers].map(([, specifier = '']) => {
    const base = posix.join(posix.dirname(file), specifier);
    const found = [`${base}.ts`, `${base}/index.ts`].find((candidate) => FILES.includes(candidate));
    if (!found) throw new Error(`${file} imports ${specifier}, which is not there`);
    return found;
  });
}

function floor(file: string): number {
  const room = file.includes('/') ? (file.split('/')[0] ?? '') : 'main';
  const found = ROOMS.indexOf((GROUND.includes(room) ? 'ground' : room) as (typeof ROOMS)[number]);
  if (found < 0) throw new Error(`${file} is in no room of the house`);
  return found;
}

it('every file is in a room', () => {
  expect(FILES.length).toBeGreaterThan(100);
  for (const file of FILES) expect(floor(file)).toBeGreaterThanOrEqual(0);
});

it('imports go downwards only', () => {
  const upwards = [...IMPORTS].flatMap(([file, imports]) =>
    imports.filter((target) => floor(target) < floor(file)).map((target) => `${file} → ${target}`),
  );
  expect(upwards).toEqual([]);
});

it('language and diagnostics stand on nothing, yaml on diagnostics', () => {
  const room = (file: string) => file.split('/')[0];
  const ground = [...IMPORTS].flatMap(([file, imports]) =>
    GROUND.includes(room(file) ?? '')
      ? imports.map((target) => `${room(file)} → ${room(target)}`)
      : [],
  );
  expect(new Set(ground)).toEqual(
    new Set([
      'language → language',
      'diagnostics → diagnostics',
      'yaml → yaml',
      'yaml → diagnostics',
    ]),
  );
});

it('no file imports itself through others', () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) throw new Error(`a circle: ${[...path, file].join(' → ')}`);
    if (done.has(file)) return;
    for (const target of IMPORTS.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of FILES) visit(file, []);
});

it('no port, image or selector of a component is typed again above the model', () => {
  const facts = Object.values(DEPLOYABLES).flatMap(({ port, servicePort, image }) => [
    ...[port, servicePort].filter((number) => number > 1023).map(String),
    image.repository,
  ]);
  const repeated = FILES.filter((file) => floor(file) < ROOMS.indexOf('model')).flatMap((file) =>
    withoutComments(readFileSync(file, 'utf8'))
      .split('\n')
      .filter((line) => facts.some((fact) => new RegExp(`\\b${fact}\\b`).test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(repeated).toEqual([]);
});

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

it('no source file is over 300 lines, and the middle one is under 100', () => {
  const lines = FILES.map((file) => readFileSync(file, 'utf8').split('\n').length).sort(
    (a, b) => a - b,
  );
  expect(lines.at(-1)).toBeLessThanOrEqual(300);
  expect(lines[lines.length >> 1]).toBeLessThan(100);
});
