import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../../cli/run';
import { fleetFile } from '../../fleet';

const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'hub', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'hub', user: {} }],
  contexts: [{ name: 'control-plane', context: { cluster: 'hub', user: 'hub' } }],
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-drill-'));
  writeFileSync(join(directory, 'kubeconfig'), KUBECONFIG);
});
afterEach(() => rmSync(directory, { recursive: true }));

interface Asked {
  readonly hub?: string;
  /** What someone at the terminal answers. @default - there is no terminal */
  readonly answer?: string;
}

/** Runs `promfleet drill` on a hub that cannot be reached. */
async function drill(args: readonly string[], { hub = '', answer }: Asked = {}) {
  const fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, fleetFile({ hub: `storage: 1Gi${hub && `, ${hub}`}` }));
  const printed = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof printed) => ({
    isTTY: answer !== undefined,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  if (answer !== undefined) stdin.end(`${answer}\n`);
  const io = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { NO_COLOR: '1' },
    stdin: answer === undefined ? undefined : stdin,
  };
  const files = ['--fleet', fleet, '--kubeconfig', join(directory, 'kubeconfig')];
  const code = await run(['drill', ...args, ...files], io);
  return { code, ...printed };
}

describe('promfleet drill refuses', () => {
  it.each<[string, readonly string[], Asked, string]>([
    [
      'a cluster that is not in the fleet file',
      ['ones', '--yes'],
      {},
      'the fleet file has no cluster of this name, found "ones", did you mean one?',
    ],
    [
      'a time that is none',
      ['one', '--yes', '--timeout', 'soon'],
      {},
      '--timeout: not a duration, found "soon", write a number with a unit, such as 15s or 1m30s',
    ],
    [
      'a time in which the alert does not fire',
      ['one', '--yes', '--timeout', '3m'],
      {},
      'ClusterMissing fires after 3m, found --timeout 3m, write a longer one',
    ],
    [
      'the usual time where the alert is set to wait longer',
      ['one', '--yes'],
      { hub: 'alerts: { ClusterMissing: { for: 20m } }' },
      'ClusterMissing fires after 20m, found --timeout 15m, write a longer one',
    ],
    [
      'a time that would leave a drill on for hours',
      ['one', '--yes', '--timeout', '2h'],
      {},
      'a drill that is left alone is to end soon, found --timeout 2h, write at most an hour more than the 3m that ClusterMissing waits for',
    ],
    [
      'a hub that tells nobody',
      ['one', '--yes'],
      { hub: 'alertmanager: { enabled: false }' },
      'nobody would be told: the hub sends its alerts nowhere, found hub.alertmanager.enabled: false and neither hub.alertmanager.existing nor hub.alerting, write one of them otherwise',
    ],
    [
      'a hub without the alert',
      ['one', '--yes'],
      { hub: 'alerts: { ClusterMissing: { disabled: true } }' },
      'a drill raises ClusterMissing, found it disabled under hub.alerts, take that away and run promfleet apply',
    ],
    [
      'to tell people without being asked to',
      ['one'],
      {},
      'it asks on a terminal, or needs --yes: people are told',
    ],
  ])('%s', async (_, args, asked, message) =>
    expect(await drill(args, asked)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    }),
  );

  it('to go on where someone says no', async () =>
    expect(await drill(['one'], { answer: 'n' })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'Whoever is told of ClusterMissing will be, of one as a drill. Go on? [y/N] error: nobody was told\n',
    }));

  it('to be used without a cluster', async () => {
    const { code, stderr } = await drill([]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: missing required argument 'cluster'\n/);
  });
});

describe('promfleet drill', () => {
  const unreachable = /^the hub control-plane: https:\S+ cannot be asked, found ECONNREFUSED/;

  it('says that the hub is not there, and exits with 1', async () => {
    const { code, stderr } = await drill(['one'], { answer: 'y' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/ECONNREFUSED/);
  });

  it('gives that as JSON', async () => {
    const { code, stdout } = await drill(['one', '--yes', '--output', 'json']);
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 1,
      ok: false,
      message: expect.stringMatching(unreachable),
    });
  });
});
