import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTree, unlike } from './tree';

const tree = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
const said = (found: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>) =>
  unlike('the copy', tree(found), tree(right), 'dist/');

describe('two trees', () => {
  it('are alike', () => expect(said({ a: '1', 'b/c': '2' }, { 'b/c': '2', a: '1' })).toEqual([]));

  it('have other files, and others in them', () =>
    expect(said({ a: '1\n2\n', b: '' }, { a: '1\n3\n', c: '' })).toEqual([
      'the copy has another a than dist/: in line 2 found "2", expected "3"',
      'the copy has b, which dist/ has not',
      'the copy lacks c, which dist/ has',
    ]));

  it.each([
    ['1', '1\n', 'in line 2 found no line, expected ""'],
    ['1\n', '1', 'in line 2 found "", expected no line'],
    ['1 ', '1', 'in line 1 found "1 ", expected "1"'],
  ])('differ by a byte: %j and %j', (found, right, how) =>
    expect(said({ a: found }, { a: right })).toEqual([`the copy has another a than dist/: ${how}`]),
  );

  it('differ in bytes that are no text', () => {
    const bytes = (byte: number) => new Map([['a', Buffer.from([byte])]]);
    expect(unlike('the copy', bytes(0xfe), bytes(0xff), 'dist/')).toHaveLength(1);
  });
});

it('a tree is every file of a directory, but what is installed below it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-tree-'));
  try {
    for (const path of ['a/b', 'node_modules/c']) {
      mkdirSync(join(directory, path), { recursive: true });
      writeFileSync(join(directory, path, 'file'), path);
    }
    writeFileSync(join(directory, '.hidden'), '');
    expect([...readTree(directory).keys()].sort()).toEqual(['.hidden', 'a/b/file']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
