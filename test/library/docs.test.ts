import { readFileSync, rmSync } from 'node:fs';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import * as library from '../../library';
import { CODE } from '../markdown';
import { insideCheckout, synthesised, writeApp } from './app';

// A compiler and a program start, which takes a while on a busy machine.
jest.setTimeout(120_000);

const page = readFileSync('docs/constructs.md', 'utf8');
const snippets = [...page.matchAll(CODE)]
  .filter(([, , language]) => language === 'ts')
  .map(([, , , code = '']) => code);

it('every snippet of docs/constructs.md compiles, and is synthesised', async () => {
  expect(snippets.length).toBeGreaterThan(3);
  const directory = insideCheckout();
  try {
    const names = snippets.map((_, index) => `snippet-${index}`);
    writeApp(directory, {
      ...Object.fromEntries(snippets.map((code, index) => [`snippet-${index}.ts`, code])),
      'main.ts': names.map((name) => `import './${name}';\n`).join(''),
    });
    const written = await synthesised(directory);
    expect(written.size).toBeGreaterThan(snippets.length);
    for (const text of written.values()) {
      for (const document of parseAllDocuments(String(text))) expect(document.errors).toEqual([]);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

describe('the tables of docs/constructs.md', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.+) \|$/gm)].map(([, name = '', rest = '']) => ({
    name,
    attributes: [...rest.replace(/\(.*?\)/g, '').matchAll(/`(\w+)`/g)].map(([, one = '']) => one),
  }));
  const classes = Object.entries(library)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct)
    .map(([name]) => name);

  it('have every class once', () =>
    expect(rows.map(({ name }) => name).sort()).toEqual(
      classes.filter((name) => name !== 'Component').sort(),
    ));

  it.each(rows)('$name has what its row says', ({ name, attributes }) =>
    expect(attributes).toEqual(declared(name)),
  );
});

/** The attributes that a class declares, but for the Service that every component has. */
function declared(name: string): string[] {
  const room = /Charts?$/.test(name) ? 'charts' : 'constructs';
  const index = readFileSync(`${room}/index.ts`, 'utf8');
  const [, file] = new RegExp(`\\b${name}\\b[^']*from '(\\./[\\w-]+)'`).exec(index) ?? [];
  const [, body = ''] =
    new RegExp(`class ${name} .*?\\{\\n([\\s\\S]*?)\\n\\}`).exec(
      readFileSync(`${room}/${file}.ts`, 'utf8'),
    ) ?? [];
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)]
    .map(([, attribute = '']) => attribute)
    .filter((attribute) => attribute !== 'service');
}
