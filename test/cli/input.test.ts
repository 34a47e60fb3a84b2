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
    expect({ status, stdout }).toEqual({ status: 0, stdout: '-: valid, 1 cluster\n' });
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
