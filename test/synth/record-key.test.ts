import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A promfleet of three files, to change. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'promfleet-code-'));
  for (const room of ['synth', 'charts', 'test'])
    mkdirSync(join(root, 'lib', room), { recursive: true });
  const compiled = require.resolve('../../synth/record-key');
  copyFileSync(compiled, join(root, 'lib/synth/record-key.js'));
  writeFileSync(join(root, 'lib/charts/hub.js'), '');
  writeFileSync(join(root, 'lib/test/hub.test.js'), '');
  writeFileSync(join(root, 'package.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const key = (text = 'hub:', options = {}): string =>
  require(join(root, 'lib/synth/record-key.js')).recordKey(text, {
    fleet: 'fleet.yaml',
    ...options,
  });

it.each([
  ['compiled code', 'lib/charts/hub.js'],
  ['the pinned libraries', 'package.json'],
])('changes with %s', (_what, file) => {
  const before = key();
  appendFileSync(join(root, file), '\n');
  expect(key()).not.toBe(before);
});

it('changes with code that is added', () => {
  const before = key();
  writeFileSync(join(root, 'lib/charts/other.js'), '');
  expect(key()).not.toBe(before);
});

it('changes with the text, and with options that matter', () => {
  const keys = [key(), key('hub:\n'), key('hub:', { strict: true }), key('hub:', { fleet: '-' })];
  expect(new Set(keys).size).toBe(keys.length);
});

it('does not change with tests', () => {
  const before = key();
  appendFileSync(join(root, 'lib/test/hub.test.js'), '\n');
  expect(key()).toBe(before);
});
