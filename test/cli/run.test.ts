import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/commands';
import { run } from '../../cli/run';
import { fleetFile } from '../fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs promfleet on a fleet file of this text; the directory's name is taken out of the output. */
async function promfleet(
  argv: string[],
  text = fleetFile({ hub: 'storage: 50Gi' }),
  isTTY = false,
) {
  const fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, text);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (chunk: string) => {
      written[name] += chunk.replaceAll(`${directory}/`, '');
    },
  });
  const code = await run(
    argv.map((argument) =>
      argument.replace('FLEET', fleet).replace('OUT', join(directory, 'dist')),
    ),
    { stdout: stream('stdout'), stderr: stream('stderr'), env: {} },
  );
  return { code, ...written };
}

const SYNTH = ['synth', '--fleet', 'FLEET', '--out', 'OUT'];
const VALIDATE = ['validate', '--fleet', 'FLEET'];
const UNVERIFIED = fleetFile({
  hub: 'storage: 50Gi',
  cluster: 'tls: { insecureSkipVerify: true }',
});

it('is a program, for npx too, which links to a checkout', () =>
  expect(() => accessSync(join('lib', 'cli', 'bin.js'), constants.X_OK)).not.toThrow());

describe('promfleet synth', () => {
  it('says what it wrote', async () =>
    expect(await promfleet(SYNTH)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^dist: 1 cluster and the hub, \d+ objects; files: 16 written, 0 unchanged, 0 removed\nalerts reach nobody: `hub.alertmanager.config` is not set\n$/,
      ),
      stderr: '',
    }));

  it('says that nothing changed the second time', async () => {
    await promfleet(SYNTH);
    const { stdout } = await promfleet(SYNTH);
    expect(stdout).toContain('files: 0 written, 16 unchanged, 0 removed');
  });

  it('warns of TLS that is not verified and of storage that is not there, each in its place', async () =>
    expect(
      await promfleet(SYNTH, fleetFile({ cluster: 'tls: { insecureSkipVerify: true }' })),
    ).toMatchObject({
      code: 0,
      stderr: [
        'fleet.yaml:1:6: warning: hub: `storage` is not set: the hub forgets everything when its pod is replaced',
        "fleet.yaml:3:79: warning: clusters[0] (one).tls.insecureSkipVerify: the API server's certificate is not verified: anyone in between can answer\n",
      ].join('\n'),
    }));

  it('warns of what a POST may do to a Prometheus that is there already', async () => {
    const existing = 'existing: { service: p, namespace: m, port: 9090, jobs: [kubelet] }';
    const cluster = `federation: { drillDown: true }, monitor: { ${existing} }`;
    const { code, stderr } = await promfleet(SYNTH, fleetFile({ hub: 'storage: 50Gi', cluster }));
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^fleet.yaml:3:\d+: warning: clusters\[0\] \(one\).federation.drillDown: the hub may POST to all of this Prometheus, .* --web.enable-lifecycle/,
    );
  });

  it('takes warnings for failures with --strict, and writes nothing', async () => {
    const { code, stdout, stderr } = await promfleet([...SYNTH, '--strict'], UNVERIFIED);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('\n1 warning (--strict), dist is as it was\n');
  });

  it('prints every problem with its place and leaves the output as it was', async () => {
    await promfleet(SYNTH);
    const before = readFileSync(join(directory, 'dist/hub/hub.k8s.yaml'));
    expect(
      await promfleet(
        SYNTH,
        fleetFile({ hub: 'replicas: 0', cluster: 'federation: { timeout: 1h }' }),
      ),
    ).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^fleet.yaml:1:42: hub.replicas: .*\n1 problem, dist is as it was\n$/,
      ),
    });
    expect(readFileSync(join(directory, 'dist/hub/hub.k8s.yaml'))).toEqual(before);
  });

  it('shows the line and a caret, in colour, on a terminal', async () => {
    const { stderr } = await promfleet(SYNTH, fleetFile({ hub: 'replicas: 0' }), true);
    expect(stderr).toContain(
      '\n  hub: { cluster: control-plane, replicas: 0 }\n                                           ^\n\u001b[31m1 problem\u001b[0m',
    );
  });

  it('tells of a directory that cannot be written in one sentence', async () => {
    writeFileSync(join(directory, 'dist'), '');
    expect(await promfleet(SYNTH)).toMatchObject({
      code: 2,
      stderr: 'error: not a directory, found the file dist, name another\n',
    });
  });

  it('prints twenty warnings of a fleet that has more, and how many there are', async () => {
    const clusters = Array.from(
      { length: 25 },
      (_, index) =>
        `  - { name: c${index}, server: 'https://c${index}.test', tls: { insecureSkipVerify: true } }`,
    );
    const text = ['hub: { cluster: hub, storage: 1Gi }', 'clusters:', ...clusters].join('\n');
    const { stderr } = await promfleet(VALIDATE, text);
    expect(stderr.match(/warning: clusters/g)).toHaveLength(20);
    expect(stderr).toContain('and 5 more warnings, all of them with --output json\n');
  });
});

describe('promfleet validate', () => {
  it('says that a file is valid and writes nothing', async () =>
    expect(await promfleet(VALIDATE)).toEqual({
      code: 0,
      stdout:
        'fleet.yaml: valid, 1 cluster\nalerts reach nobody: `hub.alertmanager.config` is not set\n',
      stderr: '',
    }));

  it('finds what only shows in the manifests', async () =>
    expect(
      await promfleet(
        VALIDATE,
        `${fleetFile({ hub: 'storage: 1Gi' })}\n  - { name: two, server: 'https://192.0.2.1:6443', monitor: { existing: { service: other, namespace: monitoring, port: 80, jobs: [node] } } }\n`,
      ),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'fleet.yaml:4:5: clusters[1] (two): two objects of one kind and name, found Role monitoring/monitor-federation-reader',
      ),
    }));

  it('prints diagnostics as JSON, and nothing beside it', async () => {
    const { code, stdout, stderr } = await promfleet([...VALIDATE, '--output', 'json'], UNVERIFIED);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      clusters: 1,
      diagnostics: [
        {
          code: 'tls-not-verified',
          severity: 'warning',
          file: expect.stringContaining('fleet.yaml'),
          line: 3,
          column: 79,
          path: 'clusters[0].tls.insecureSkipVerify',
          cluster: 'one',
        },
      ],
    });
  });

  it('exits with 2 when there is no such file: the command was used wrongly', async () =>
    expect(await promfleet(['validate', '--fleet', 'OUT/none.yaml'])).toMatchObject({
      code: 2,
      stderr: 'dist/none.yaml: there is no such file, write one or name another\n1 problem\n',
    }));
});

describe('promfleet', () => {
  it('prints the schema of the fleet file, which is the committed one', async () => {
    const { stdout } = await promfleet(['schema']);
    expect(stdout).toBe(readFileSync('fleet.schema.json', 'utf8'));
  });

  it('prints its usage when asked, with every command', async () => {
    const { code, stdout } = await promfleet(['--help']);
    expect(code).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(` ${name} .*${summary.slice(0, 20)}`));
    }
  });

  it.each([
    [['sinth'], "error: unknown command 'sinth'\n(Did you mean synth?)"],
    [['synth', '--flete', 'x'], "error: unknown option '--flete'\n(Did you mean --fleet?)"],
    [['synth', '--fleet'], "error: option '-f, --fleet <file>' argument missing"],
    [['validate', '--output', 'xml'], 'Allowed choices are text, json.'],
  ])('%j is a mistake that exits with 2', async (argv, message) => {
    const { code, stderr } = await promfleet(argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});
