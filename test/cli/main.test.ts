import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fleetFile } from '../fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-main-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the app as `cdk8s synth` does. */
function app(fleet: string | undefined, out = 'dist') {
  if (fleet !== undefined) writeFileSync(join(directory, 'fleet.yaml'), fleet);
  const { status, stderr } = spawnSync(process.execPath, [resolve('lib', 'main.js')], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: out },
  });
  return { status, stderr };
}

describe('the cdk8s app', () => {
  it('writes into the directory that cdk8s names', () => {
    expect(app(fleetFile({ hub: 'storage: 1Gi' }))).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(join(directory, 'dist')).sort()).toEqual(['clusters', 'hub']);
  });

  it.each<[string, string | undefined, string, number, string]>([
    [
      'a fleet file with a mistake',
      fleetFile({ hub: 'replicas: 0' }),
      'dist',
      1,
      'fleet.yaml:1:42: hub.replicas: expected a whole number of at least 1, found the number 0\n',
    ],
    [
      'no fleet file',
      undefined,
      'dist',
      2,
      'fleet.yaml: there is no such file, write one or name another\n',
    ],
    [
      'a file where the directory should be',
      fleetFile(),
      'fleet.yaml',
      2,
      'error: not a directory, found the file fleet.yaml, name another\n',
    ],
    [
      'a directory without a name',
      fleetFile(),
      '',
      2,
      'error: not a directory, found an empty name, name one\n',
    ],
  ])('ends with a sentence and the exit code of promfleet: %s', (_, fleet, out, status, stderr) => {
    expect(app(fleet, out)).toEqual({ status, stderr });
    expect(existsSync(join(directory, 'dist'))).toBe(false);
  });
});
