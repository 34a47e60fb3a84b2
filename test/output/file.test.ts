import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFile, replaceFile } from '../../output/file';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-file-'));
  file = join(directory, 'fleet.yaml');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const text = () => readFileSync(file, 'utf8');

describe('a file that is made', () => {
  it('is there, and nothing beside it', () => {
    createFile(file, 'a');
    expect([text(), readdirSync(directory)]).toEqual(['a', ['fleet.yaml']]);
  });

  it('takes the place of none', () => {
    writeFileSync(file, 'other');
    expect(() => createFile(file, 'a')).toThrow(`${file} is there already, name another file`);
    expect([text(), readdirSync(directory)]).toEqual(['other', ['fleet.yaml']]);
  });

  it('wants a directory', () =>
    expect(() => createFile(join(directory, 'none', 'a'), '')).toThrow(
      /there is no such directory, make it$/,
    ));
});

describe('a file that is written anew', () => {
  it('keeps its rights, and what leads to it', () => {
    writeFileSync(file, 'a');
    chmodSync(file, 0o640);
    const link = join(directory, 'link');
    symlinkSync('fleet.yaml', link);
    replaceFile(link, 'a', 'b');
    expect([text(), readlinkSync(link), statSync(file).mode & 0o777]).toEqual([
      'b',
      'fleet.yaml',
      0o640,
    ]);
    expect(readdirSync(directory)).toEqual(['fleet.yaml', 'link']);
  });

  it('stays as it is if someone else changed it', () => {
    writeFileSync(file, 'changed');
    expect(() => replaceFile(file, 'a', 'b')).toThrow(
      `${file} was changed meanwhile and is as it was found, run this again`,
    );
    expect([text(), readdirSync(directory)]).toEqual(['changed', ['fleet.yaml']]);
  });
});
