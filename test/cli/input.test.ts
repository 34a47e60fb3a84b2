import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFleetFile } from '../../inventory';
import { fleetFile } from '../fleet';

const BIN = join('lib', 'cli', 'bin.js');
const FLEET = fleetFile({ hub: 'storage: 1Gi' });

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-input-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a fleet file from standard input', () => {
  const validate = (input: string | Buffer) =>
    spawnSync(process.execPath, [BIN, 'validate', '--fleet', '-'], { input, encoding: 'utf8' });

  it('is read to its end', () => {
    const { status, stdout } = validate(`${FLEET}\n${'# more than a pipe holds\n'.repeat(20_000)}`);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: '-: valid, 1 cluster\nalerts reach nobody: `hub.alertmanager.config` is not set\n',
    });
  });

  it('has its problems placed in <stdin>', () => {
    const { status, stderr } = validate(fleetFile({ hub: 'replicas: 0' }));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^<stdin>:1:42: hub\.replicas: /);
  });

  it('is refused when it does not end', () => {
    const { status, stderr } = validate(Buffer.alloc(33 * 1024 * 1024, '#'));
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: '<stdin>: the file is too large, write at most 4194304 bytes\n1 problem\n',
    });
  });
});

it('a fleet file from a pipe is read as from a file', () => {
  const [pipe, file] = [join(directory, 'pipe'), join(directory, 'fleet.yaml')];
  execFileSync('mkfifo', [pipe]);
  writeFileSync(file, FLEET);
  spawn('sh', ['-c', 'cat "$1" >"$0"', pipe, file], { stdio: 'ignore' });
  expect(readFleetFile(pipe).problems).toEqual([]);
});

describe('output that nobody takes', () => {
  // Its warnings are more than a pipe holds.
  const clusters = Array.from(
    { length: 400 },
    (_, index) =>
      `  - { name: c${index}, server: 'https://c${index}.test', tls: { insecureSkipVerify: true } }`,
  );

  it.each([
    ['a reader that has enough', 'validate --output json --fleet "$1" | head -c 1', '{'],
    [
      'a full disk',
      'schema >/dev/full; echo "exit $?"',
      'error: cannot write the output: ENOSPC: no space left on device, write\nexit 2\n',
    ],
  ])(
    'ends without a stack: %s',
    (_what, rest, output) => {
      const fleet = join(directory, 'fleet.yaml');
      writeFileSync(fleet, ['hub: { cluster: hub }', 'clusters:', ...clusters].join('\n'));
      const command = `exec 2>&1; "$0" ${BIN} ${rest}`;
      const { stdout } = spawnSync('sh', ['-c', command, process.execPath, fleet], {
        encoding: 'utf8',
      });
      expect(stdout).toBe(output);
    },
    20_000,
  );
});
