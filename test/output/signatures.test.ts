import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Signer } from '../../output/directory/signatures';
import { Staging } from '../../output/directory/staging';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'promfleet-signatures-'));
  writeFileSync(join(out, 'left'), 'as it is');
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

/** Leaves one file alone and moves one into place; somebody interferes on the way. */
function signed(interfere: { staged?: () => void; placed?: () => void }) {
  const staging = new Staging(out);
  pass(staging);
  const signer = new Signer(staging);
  readFileSync(join(out, 'left'));
  staging.write('moved', 'new');
  interfere.staged?.();
  pass(staging);
  signer.beforePlacing();
  renameSync(join(staging.tree, 'moved'), join(out, 'moved'));
  pass(staging);
  interfere.placed?.();
  return signer.sign(out, { unchanged: ['left'], written: ['moved'] });
}

/** Waits until the clock of the file system has moved on. */
function pass(staging: Staging): void {
  const before = staging.now();
  while (staging.now() <= before);
}

it('files that nobody touched are signed', () => {
  const signatures = signed({});
  expect(Object.keys(signatures ?? {})).toEqual(['left', 'moved']);
  expect(new Set(Object.values(signatures ?? {})).size).toBe(2);
});

const edit = (file: string) => () => appendFileSync(join(out, file), ' and more');
it.each([
  ['a file that was left alone is edited before the others are moved', { staged: edit('left') }],
  ['a file that was left alone is edited afterwards', { placed: edit('left') }],
  ['a file that was moved is edited', { placed: edit('moved') }],
  ['a file that was moved is gone', { placed: () => rmSync(join(out, 'moved')) }],
  [
    'a file that was moved is a directory now',
    {
      placed: () => {
        rmSync(join(out, 'moved'));
        mkdirSync(join(out, 'moved'));
      },
    },
  ],
])('nothing is signed when %s', (_what, interfere) => {
  expect(signed(interfere)).toBeUndefined();
  expect(existsSync(join(out, 'left'))).toBe(true);
});
