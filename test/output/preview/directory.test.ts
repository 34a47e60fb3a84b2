import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePreview } from '../../../output/preview/directory';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-preview-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const page = (file: string, text = 'page') => ({ file, text, panels: [] });
const pages = () => readdirSync(directory).filter((name) => !name.startsWith('.'));

it('a page that is no more is removed, and what somebody else put there stays', () => {
  writePreview(directory, [page('index.html'), page('old.html')]);
  writeFileSync(join(directory, 'notes.txt'), 'mine');
  writePreview(directory, [page('index.html', 'new')]);
  expect(pages()).toEqual(['index.html', 'notes.txt']);
  expect(readFileSync(join(directory, 'index.html'), 'utf8')).toBe('new');
});

it('a directory that is made for it is its own', () => {
  const below = join(directory, 'a', 'b');
  writePreview(below, [page('index.html')]);
  expect(readdirSync(below)).toContain('index.html');
});

it('a directory of something else is not touched', () => {
  writeFileSync(join(directory, 'index.html'), 'a site');
  expect(() => writePreview(directory, [page('index.html')])).toThrow(
    `${directory} is not a preview of promfleet's, found index.html in it, name another with --out`,
  );
  expect(readFileSync(join(directory, 'index.html'), 'utf8')).toBe('a site');
});

it.each([
  ['a marker that names a file elsewhere', '{"is":"a preview of promfleet","files":["../x.html"]}'],
  ['a marker that is something else', '[]'],
])('%s makes a directory nobody may write', (_, marker) => {
  writeFileSync(join(directory, '.promfleet-preview.json'), marker);
  expect(() => writePreview(directory, [page('index.html')])).toThrow(
    "not a preview of promfleet's",
  );
});

it('a file in its place is said to be in the way', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(() => writePreview(file, [page('index.html')])).toThrow(/^cannot write .*file/);
  mkdirSync(join(directory, 'empty'));
  expect(() => writePreview(join(directory, 'empty'), [page('index.html')])).not.toThrow();
});
