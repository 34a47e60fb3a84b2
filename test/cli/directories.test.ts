import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DirectoryWriter } from '../../output/directory/writer';
import { fleetFile } from '../fleet';

const BIN = resolve('lib', 'cli', 'bin.js');

let directory: string;
let fleet: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-directories-'));
  fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, fleetFile());
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe.each([
  ['small', ''],
  ['large, with a record', `\n#${'-'.repeat(50_000)}`],
])('a directory that is not there any more, the fleet %s', (_what, more) => {
  it('is said to be gone, in one line', () => {
    writeFileSync(fleet, fleetFile() + more);
    const gone = join(directory, 'gone');
    mkdirSync(gone);
    const script = 'rmdir "$PWD" && exec "$0" "$@"';
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', script, process.execPath, BIN, 'synth', '--fleet', fleet],
      { cwd: gone, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: directory } },
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'error: the working directory was removed, found the relative path dist, change to another\n',
    });
  });
});

it('an empty name is refused, in one line', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [BIN, 'synth', '--fleet', fleet, '--out', ''],
    { cwd: directory, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'error: not a directory, found an empty name, name one\n',
  });
  expect(readdirSync(directory)).toEqual(['fleet.yaml']);
});

it.each([
  ['where the system has none made', '/proc/promfleet/dist'],
  ['below a file', '/dev/null/dist'],
])(
  'a directory that cannot be made is named, in one line: %s',
  (_what, out) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [BIN, 'synth', '--fleet', fleet, '--out', out],
      { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' },
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error: cannot write \/.*: E[A-Z]+: .*\n$/),
    });
  },
  30_000,
);

it('a directory that cannot be read is named, and the other is as it was', () => {
  const out = join(directory, 'dist');
  mkdirSync(join(out, 'hub'), { recursive: true });
  chmodSync(directory, 0o755);
  chmodSync(out, 0o777);
  chmodSync(join(out, 'hub'), 0);
  // Whoever is root may read everything; nobody may not.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    expect(() => new DirectoryWriter(out)).toThrow(
      `cannot write ${out}: EACCES: permission denied`,
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(join(out, 'hub'), 0o755);
  }
  expect(readdirSync(out)).toEqual(['hub']);
});
