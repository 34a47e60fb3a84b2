import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';
import { fleetFile } from '../fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs promfleet on a fleet file of this text; the directory's name is taken out of the output. */
function promfleet(argv: string[], text = fleetFile({ hub: 'storage: 50Gi' }), isTTY = false) {
  const fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, text);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (chunk: string) => {
      written[name] += chunk.replaceAll(`${directory}/`, '');
    },
  });
  const code = run(
    argv.map((argument) =>
      argument.replace('FLEET', fleet).replace('OUT', join(directory, 'dist')),
    ),
    { stdout: stream('stdout'), stderr: stream('stderr'), env: {} },
  );
  return { code, ...written };
}

const SYNTH = ['synth', '--fleet', 'FLEET', '--out', 'OUT'];

describe('promfleet synth', () => {
  it('says what it wrote', () =>
    expect(promfleet(SYNTH)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^dist: 1 cluster and the hub, \d+ objects; files: 9 written, 0 unchanged, 0 removed\n$/,
      ),
      stderr: '',
    }));

  it('says that nothing changed the second time', () => {
    promfleet(SYNTH);
    expect(promfleet(SYNTH).stdout).toContain('files: 0 written, 9 unchanged, 0 removed');
  });

  it('warns of TLS that is not verified and of storage that is not there', () =>
    expect(
      promfleet(SYNTH, fleetFile({ cluster: 'tls: { insecureSkipVerify: true }' })),
    ).toMatchObject({
      code: 0,
      stderr: [
        'warning: TLS verification is skipped for one: anyone in between can answer',
        'warning: hub.storage is not set: the hub forgets everything when its pod moves\n',
      ].join('\n'),
    }));

  it('prints every problem with its place and leaves the output as it was', () => {
    promfleet(SYNTH);
    const before = readFileSync(join(directory, 'dist/hub/hub.k8s.yaml'));
    expect(
      promfleet(SYNTH, fleetFile({ hub: 'replicas: 0', cluster: 'federation: { timeout: 1h }' })),
    ).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^fleet.yaml:1:42: hub.replicas: .*\n1 problem, dist is as it was\n$/,
      ),
    });
    expect(readFileSync(join(directory, 'dist/hub/hub.k8s.yaml'))).toEqual(before);
  });

  it('shows the line and a caret, in colour, on a terminal', () =>
    expect(promfleet(SYNTH, fleetFile({ hub: 'replicas: 0' }), true).stderr).toContain(
      '\n  hub: { cluster: control-plane, replicas: 0 }\n                                           ^\n\u001b[31m1 problem\u001b[0m',
    ));

  it('tells of a directory that cannot be written in one sentence', () => {
    writeFileSync(join(directory, 'dist'), '');
    expect(promfleet(SYNTH)).toMatchObject({
      code: 2,
      stderr: 'error: not a directory, found the file dist, name another\n',
    });
  });
});

describe('promfleet validate', () => {
  it('says that a file is valid and writes nothing', () =>
    expect(promfleet(['validate', '--fleet', 'FLEET'])).toEqual({
      code: 0,
      stdout: 'fleet.yaml: valid, 1 cluster\n',
      stderr: '',
    }));

  it('finds what only shows in the manifests', () =>
    expect(
      promfleet(
        ['validate', '--fleet', 'FLEET'],
        fleetFile({
          hub: 'storage: 1Gi',
          cluster: 'auth: { type: serviceAccountToken, serviceAccount: monitor-prometheus-server }',
        }),
      ),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'fleet.yaml:3:5: clusters[0]: two objects of one kind and name, found ServiceAccount monitoring/monitor-prometheus-server',
      ),
    }));
});

describe('promfleet', () => {
  it('prints the schema of the fleet file, which is the committed one', () =>
    expect(promfleet(['schema']).stdout).toBe(readFileSync('fleet.schema.json', 'utf8')));

  it('prints its usage when asked', () => {
    const { code, stdout } = promfleet(['--help']);
    expect(code).toBe(0);
    for (const command of ['synth', 'validate', 'schema'])
      expect(stdout).toContain(`  ${command} `);
  });

  it.each([
    [['sinth'], "error: unknown command 'sinth'\n(Did you mean synth?)"],
    [['synth', '--flete', 'x'], "error: unknown option '--flete'\n(Did you mean --fleet?)"],
    [['synth', '--fleet'], "error: option '-f, --fleet <file>' argument missing"],
  ])('%j is a mistake that exits with 2', (argv, message) => {
    const { code, stderr } = promfleet(argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});
