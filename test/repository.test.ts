import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LAST } from './e2e/options';
import { SCENARIOS } from './faults/hub/scenarios';
import { WORKFLOWS } from './workflows';

const text = (file: string) => readFileSync(file, 'utf8');

const PAGES = [
  'CONTRIBUTING.md',
  'SECURITY.md',
  '.github/PULL_REQUEST_TEMPLATE.md',
  ...readdirSync('.github/ISSUE_TEMPLATE').map((name) => join('.github/ISSUE_TEMPLATE', name)),
];

describe('a command that a workflow or a page names', () => {
  const sources = [...WORKFLOWS.map(({ file }) => file), ...PAGES];
  const named = (pattern: RegExp) =>
    sources.flatMap((source) =>
      [...text(source).matchAll(pattern)].map(([, name = '']) => ({ source, name })),
    );
  const files = execFileSync('git', ['ls-files', 'test'], { encoding: 'utf8' }).split('\n');

  it.each(named(/npm run (?:-s )?([\w:]+)/g))('$source: npm run $name', ({ name }) =>
    expect(Object.keys(JSON.parse(text('package.json')).scripts)).toContain(name),
  );

  it.each(named(/(\btools\/[\w-]+(?=[\s)])|\.ci\/\w+)/g))('$source: $name', ({ name }) =>
    expect(text(name)).toMatch(/^#!\/usr\/bin\/env bash\n/),
  );

  it.each(named(/\bnode lib\/(\S+)\.js/g))('$source: node lib/$name.js', ({ name }) =>
    expect(existsSync(`${name}.ts`)).toBe(true),
  );

  it.each(named(/\bnpx jest (.*)$/gm))('$source: npx jest $name', ({ name }) => {
    const [, path = '', sentence = ''] = /^(\S+)(?: -t '(.+)')?/.exec(name) ?? [];
    const found = files.filter((file) => file.endsWith('.test.ts') && file.includes(path));
    expect(found).toHaveLength(1);
    expect(found.map(text).join()).toContain(sentence);
  });

  it.each(named(/hub\/main\.js '(.+)'/g))('$source: the scenario $name', ({ name }) =>
    expect(SCENARIOS.filter((scenario) => scenario.name.includes(name))).toHaveLength(1),
  );

  it.each(named(/npm run e2e -- --only (\d+)/g))('$source: journey $name', ({ name }) =>
    expect(Number(name)).toBeLessThanOrEqual(LAST),
  );
});

describe('.editorconfig', () => {
  const [, everywhere = '', ...others] = text('.editorconfig').split(/^\[/m);
  const settings = Object.fromEntries(
    [...everywhere.matchAll(/^(\w+) = (\w+)$/gm)].map(([, key, value]) => [key, value]),
  );
  const { formatter } = JSON.parse(text('biome.json'));

  it('holds for every file first', () => expect(everywhere).toMatch(/^\*\]\n/));

  it('agrees with what Biome formats', () =>
    expect(settings).toMatchObject({
      indent_style: formatter.indentStyle,
      indent_size: String(formatter.indentWidth),
      max_line_length: String(formatter.lineWidth),
    }));

  it('leaves both to no other section, but for Go', () => {
    const indented = others.filter((section) => /^(indent_style|max_line_length)/m.test(section));
    expect(indented.map((section) => section.split(']')[0])).toEqual(['{*.go,go.mod}']);
  });
});

describe('an issue', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const templates = readdirSync(folder).filter((name) => name.endsWith('.md'));

  it.each(templates)('begins with %s, which says what it is for', (name) => {
    const [, front = ''] = /^---\n([\s\S]+?)\n---\n/.exec(text(join(folder, name))) ?? [];
    expect(parse(front)).toEqual({
      name: expect.any(String),
      about: expect.any(String),
      labels: expect.any(String),
    });
  });

  it('begins with one of them', () =>
    expect(parse(text(join(folder, 'config.yml')))).toEqual({ blank_issues_enabled: false }));
});
