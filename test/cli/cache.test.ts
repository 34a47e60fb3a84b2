import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../../cli/cache';
import { run } from '../../cli/run';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-cache-'));
  writeFileSync(join(directory, 'fleet.yaml'), FLEET);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Large enough as a text for a record of its synthesis, and with a warning. */
const FLEET = `hub: { cluster: home }
clusters: [{ name: a, server: 'https://192.0.2.1' }]
#${'-'.repeat(50_000)}
`;

/** What `promfleet synth` prints; promfleet's part of the user's cache is in `home`. */
async function synth(...options: string[]): Promise<string> {
  let text = '';
  const stream = { write: (chunk: string) => (text += chunk) };
  const argv = ['--fleet', join(directory, 'fleet.yaml'), '--out', join(directory, 'dist')];
  const env = { HOME: join(directory, 'home') };
  await run(['synth', ...argv, ...options], { stdout: stream, stderr: stream, env });
  return text;
}

const records = () => readdirSync(join(directory, 'home/.cache/promfleet/synth'));

it('a second run says what the first one would have said', async () => {
  await synth();
  const text = await synth();
  expect(text).toContain('files: 0 written, 16 unchanged, 0 removed');
  expect(text).toContain('fleet.yaml:1:6: warning: hub: `storage` is not set');
  expect(await synth('--no-cache')).toBe(text);
  expect(await synth('--output', 'json')).toBe(await synth('--output', 'json', '--no-cache'));
  expect(await synth('--strict')).toBe(await synth('--strict', '--no-cache'));
  expect(records()).toHaveLength(1);
});

it('--no-cache leaves no record', async () => {
  await synth('--no-cache');
  expect(readdirSync(directory).sort()).toEqual(['dist', 'fleet.yaml']);
});

it('a dashboard that changed is noticed, though the fleet file is as it was', async () => {
  const folder = join(directory, 'own');
  mkdirSync(folder);
  const dashboard = (title: string) =>
    writeFileSync(
      join(folder, 'orders.json'),
      JSON.stringify({ uid: 'orders', title, panels: [{ targets: [{ expr: title }] }] }),
    );
  dashboard('up');
  writeFileSync(
    join(directory, 'fleet.yaml'),
    FLEET.replace('home', 'home, grafana: { dashboards: { folder: own } }'),
  );
  await synth();
  expect(await synth()).toContain('files: 0 written, 16 unchanged, 0 removed');
  dashboard('down');
  // What it asks is asked of members, too.
  expect(await synth()).toContain('files: 2 written, 14 unchanged, 0 removed');
  dashboard('up)');
  expect(await synth()).toContain(
    'own/orders.json:1:61: panels[0].targets[0].expr: not PromQL, found "up)": unexpected ")"',
  );
  rmSync(join(folder, 'orders.json'));
  expect(await synth()).toMatch(/grafana\.dashboards\.folder: no dashboard is in it/);
});

it('standard input is remembered like a file', () => {
  const piped = (...options: string[]) =>
    spawnSync(
      process.execPath,
      [
        join(__dirname, '../../cli/bin.js'),
        ...['synth', '--fleet', '-', '--out', join(directory, 'dist'), '--output', 'json'],
        ...options,
      ],
      { input: FLEET, encoding: 'utf8', env: { HOME: join(directory, 'home') } },
    ).stdout;
  piped();
  expect(records()).toHaveLength(1);
  expect(JSON.parse(piped())).toMatchObject({ changes: { written: 0, unchanged: 16 } });
  expect(piped()).toBe(piped('--no-cache'));
});

it.each([
  [{ HOME: '/home/u' }, '/home/u/.cache/promfleet/synth'],
  [{ HOME: '/home/u', XDG_CACHE_HOME: '/var/u' }, '/var/u/promfleet/synth'],
  [{ HOME: '/home/u', XDG_CACHE_HOME: '' }, '/home/u/.cache/promfleet/synth'],
  [{ HOME: '/home/u', XDG_CACHE_HOME: 'cache' }, '/home/u/.cache/promfleet/synth'],
  [{}, undefined],
])('with %j records are kept in %s', (env, expected) => expect(cacheDirectory(env)).toBe(expected));
