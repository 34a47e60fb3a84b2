import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetFile, resolved } from '../../fleet';
import { certificate, secretsWith } from './made-up-credentials';
import { type MadeUpHub, startHub } from './made-up-hub';

/** A program is started for each, on a machine that may have other work. */
jest.setTimeout(30_000);

const POD = 'hub-prometheus-server-0';
const FLEET = fleetFile({ hub: 'storage: 1Gi' });

let directory: string;
let hub: MadeUpHub;
let running: Awaited<ReturnType<typeof startHub>>;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-status-'));
  const secrets = secretsWith(resolved(FLEET).members, { one: await certificate(80) });
  hub = {
    pods: { [POD]: true },
    secrets,
    targets: { [POD]: [{ cluster: 'one' }] },
    broken: [],
    forbidden: [],
  };
  running = await startHub(hub);
  writeFileSync(join(directory, 'fleet.yaml'), FLEET);
  writeFileSync(join(directory, 'kubeconfig'), running.kubeconfig);
});
afterEach(async () => {
  await running.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the program, as the library for port-forwarding is loaded by Node alone. */
async function status(...more: string[]) {
  const bin = join(process.cwd(), 'lib', 'cli', 'bin.js');
  const argv = [bin, 'status', '--kubeconfig', 'kubeconfig', ...more];
  const child = spawn(process.execPath, argv, { cwd: directory, env: {} });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, ...written };
}

describe('promfleet status', () => {
  it('asks the hub through a port that its API server forwards', async () =>
    expect(await status()).toEqual({
      code: 0,
      stdout: [
        'CLUSTER  UP  LAST SCRAPE  SAMPLES     BYTES         TOOK        CREDENTIAL   DAYS LEFT  ROLLOUT  VERSIONS         ERROR',
        'one      up  3s ago       1,204 (1%)  215 KB (<1%)  0.25s (4%)  certificate  80         -        v1.34.4, 3.14.0',
        '',
        '1 of 1 up',
        '',
      ].join('\n'),
      stderr: '',
    }));

  it('gives it as JSON', async () => {
    const { code, stdout } = await status('--output', 'json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 0,
      ok: true,
      at: '2026-03-01T12:00:00.000Z',
      summary: { members: 1, up: 1, needAttention: 0, endSoon: 0 },
      problems: [],
      unknownJobs: [],
      members: [
        {
          cluster: 'one',
          up: true,
          lastScrape: '2026-03-01T11:59:57.000Z',
          scrapeSeconds: 0.25,
          samples: 1204,
          credential: { type: 'certificate', secret: 'federation-one', daysLeft: 80 },
          attention: [],
        },
      ],
    });
  });

  it('reads an answer that comes in many messages', async () => {
    const error = 'x'.repeat(2 ** 20);
    hub.targets = {
      [POD]: Array.from({ length: 30 }, (_, number) => ({ cluster: `other-${number}`, error })),
    };
    const { code, stdout } = await status('--output', 'json');
    expect({ code, unknown: JSON.parse(stdout).unknownJobs.length }).toEqual({
      code: 1,
      unknown: 30,
    });
  });

  it('exits with 1 where something needs attention', async () => {
    hub.targets = { [POD]: [] };
    expect(await status()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('0 of 1 up, 1 needs attention\n'),
      stderr: '',
    });
  });

  it.each<[string, () => void, string]>([
    [
      'may not forward ports',
      () => {
        hub.forbidden = ['/portforward'];
      },
      `GET /api/v1/namespaces/monitoring/pods/${POD}/portforward was refused, found 403: portforward is forbidden: asking the hub's Prometheus takes get and create on pods/portforward there, have them granted to your user of that cluster`,
    ],
    [
      'finds nobody listening',
      () => {
        hub.targets = {};
      },
      `${POD} of the hub's Prometheus cannot be asked, found failed to connect to localhost:9090: connection refused: look at its log`,
    ],
    [
      'is answered by half',
      () => {
        hub.broken = [POD];
      },
      `${POD} of the hub's Prometheus cannot be asked, found aborted: look at its log`,
    ],
    [
      'finds no Prometheus',
      () => {
        hub.pods = {};
      },
      'it has no Prometheus, found no pod of StatefulSet monitoring/hub-prometheus-server, run promfleet apply, or correct hub.kubeContext, found control-plane',
    ],
    [
      'finds no context',
      () => {
        const other = running.kubeconfig.replace('"control-plane"', '"control-plain"');
        writeFileSync(join(directory, 'kubeconfig'), other);
      },
      'no context control-plane in the kubeconfig, did you mean control-plain?, name the right one as kubeContext in the fleet file',
    ],
  ])('says in a line that it %s', async (_, harm, message) => {
    harm();
    expect(await status()).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: the hub control-plane: ${message}\n`,
    });
    const { code, stdout } = await status('--output', 'json');
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 1,
      ok: false,
      message: `the hub control-plane: ${message}`,
    });
  });

  it('says that an API server is not there', async () => {
    await running.stop();
    expect(await status()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^error: the hub control-plane: https:\S+ cannot be asked, found ECONNREFUSED/,
      ),
    });
    running = await startHub(hub);
  });

  it('refuses durations that are none, all at once', async () =>
    expect(await status('--within', 'soon', '--wait', '1')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --within: not a duration, found "soon", write a number with a unit, such as 15s or 1m30s; --wait: not a duration, found "1", write 1s\n',
    }));

  it('refuses an empty pattern', async () =>
    expect(await status('--only', '')).toEqual({
      code: 2,
      stdout: '',
      stderr: "error: --only '' names no cluster of the fleet file, write one of the fleet file\n",
    }));
});
