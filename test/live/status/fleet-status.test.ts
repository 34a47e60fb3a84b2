import { Agent } from 'node:https';
import { paint } from '../../../cli/io';
import { statusText } from '../../../cli/status/table';
import { ApiConnection } from '../../../live/client/connection';
import { Resources } from '../../../live/client/resources';
import { needsAttention } from '../../../live/status/attention';
import { fleetStatus } from '../../../live/status/fleet-status';
import type { FleetStatus } from '../../../live/status/types';
import { resolved } from '../../fleet';
import { expectGolden } from '../../golden';
import { certificate, secretsWith, token } from './made-up-credentials';
import { type MadeUpHub, startHub } from './made-up-hub';
import { answerOf, NOW } from './made-up-prometheus';

const CLUSTERS = ['amber', 'basil', 'cedar', 'dill', 'elder', 'fern', 'ginger', 'hazel'];

const fleetOf = (hub = '') =>
  resolved(
    [
      `hub: { cluster: control-plane, storage: 1Gi${hub} }`,
      'clusters:',
      ...CLUSTERS.map((name, index) => {
        const auth = index % 2 === 0 ? '' : ', auth: { type: serviceAccountToken }';
        return `  - { name: ${name}, server: 'https://192.0.2.${index + 1}:6443'${auth} }`;
      }),
    ].join('\n'),
  );

const POD = 'hub-prometheus-server-0';
const OTHER = 'hub-prometheus-server-1';

let hub: MadeUpHub;
let running: Awaited<ReturnType<typeof startHub>>;
let well: Record<string, string>;
beforeAll(async () => {
  const long = await certificate(80);
  well = Object.fromEntries(
    CLUSTERS.map((name, index) => [name, index % 2 === 0 ? long : token()]),
  );
});
beforeEach(async () => {
  hub = {
    pods: { [POD]: true },
    secrets: secretsWith(fleetOf().members, well),
    targets: { [POD]: CLUSTERS.map((cluster) => ({ cluster })) },
    broken: [],
    forbidden: [],
  };
  running = await startHub(hub);
});
afterEach(() => running.stop());

/** Asks the made-up API server, and what Prometheus says without a port that is forwarded. */
async function status(fleet = fleetOf(), withinMs?: number): Promise<FleetStatus> {
  const agent = new Agent({ ca: running.ca });
  const connection = new ApiConnection(running.url, async () => ({ server: running.url, agent }));
  const ask = (pod: string) => async (path: string) => {
    const targets = hub.targets[pod];
    if (!targets) throw new Error('connection refused');
    return { status: 200, text: answerOf(path, targets), date: NOW };
  };
  const { members } = fleet;
  const resources = new Resources(connection);
  try {
    return await fleetStatus({ fleet, members, resources, ask, parallel: 4, withinMs });
  } finally {
    connection.close();
  }
}

const colours = paint({ write: () => undefined }, {});
const text = (found: FleetStatus) => statusText(found, { within: '14 days', colours });

/** The same without the members that need no attention. */
const problemsOf = (found: FleetStatus) => ({
  ...found,
  members: found.members.filter(needsAttention),
});

const reasons = ({ members }: FleetStatus) =>
  Object.fromEntries(
    members
      .filter(({ attention }) => attention.length > 0)
      .map(({ cluster, attention }) => [cluster, attention.map(({ reason }) => reason)]),
  );

/** The targets with one of them changed. */
const withTarget = (cluster: string, change: object) =>
  CLUSTERS.map((name) => (name === cluster ? { cluster: name, ...change } : { cluster: name }));

describe('a fleet that is well', () => {
  it('is a row for every member and one line', async () => {
    const found = await status();
    expect(found.ok).toBe(true);
    expectGolden('status/well.txt', text(found));
  });

  it('is one line where problems alone are asked for', async () =>
    expect(text(problemsOf(await status()))).toBe('8 of 8 up\n'));

  it('is read from Secrets that members share, too', async () => {
    const fleet = fleetOf(', statestoreLayout: shared');
    hub.secrets = secretsWith(fleet.members, well);
    expect(Object.keys(hub.secrets)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^hub-statestore-\d\d$/)]),
    );
    const found = await status(fleet);
    expect(found.ok).toBe(true);
    expect(found.members.map(({ credential }) => credential?.daysLeft)).toEqual(
      (await status(fleetOf(', statestoreLayout: shared'))).members.map(({ cluster }) =>
        CLUSTERS.indexOf(cluster) % 2 === 0 ? 80 : undefined,
      ),
    );
  });
});

describe('what needs attention stands first, with what is to be done', () => {
  it('as a table and explanations', async () => {
    hub.targets = {
      [POD]: [
        { cluster: 'amber' },
        {
          cluster: 'basil',
          health: 'down',
          error: 'server returned HTTP status 401 Unauthorized',
        },
        { cluster: 'cedar', scraped: 300 },
        { cluster: 'dill', health: 'unknown' },
        { cluster: 'fern', samples: 0 },
        { cluster: 'ginger' },
        { cluster: 'hazel' },
        { cluster: 'ivy' },
      ],
    };
    hub.secrets = secretsWith(fleetOf().members, {
      ...well,
      basil: token(-2),
      ginger: await certificate(5),
    });
    delete hub.secrets['federation-hazel'];
    const found = await status();
    expect(found.ok).toBe(false);
    expectGolden('status/problems.txt', text(found));
    expectGolden('status/problems-only.txt', text(problemsOf(found)));
    expect(reasons(found)).toEqual({
      basil: ['down', 'credential-expired'],
      cedar: ['stale'],
      dill: ['never-scraped'],
      elder: ['no-job'],
      fern: ['no-samples'],
      ginger: ['credential-ends-soon'],
      hazel: ['credential-missing'],
    });
    expect(found.unknownJobs).toEqual(['ivy']);
  });

  it('once for all clusters with the same reason', async () => {
    const error = 'Get "https://192.0.2.1:6443/federate": context deadline exceeded';
    hub.targets = { [POD]: CLUSTERS.map((cluster) => ({ cluster, health: 'down', error })) };
    expect(text(await status())).toContain(
      '\n\namber, basil, cedar and 5 more: no answer in time: see that',
    );
  });

  it('with whom it is about, where it is not the same for all of them', async () => {
    hub.secrets = {};
    expect(text(await status())).toContain(
      '\n\namber, basil, cedar and 5 more: no credential, amber for one: Secret federation-amber is not there',
    );
  });

  it('in lines that no answer can break, nor the terminal with them', async () => {
    hub.targets = {
      [POD]: withTarget('amber', { health: 'down', error: 'odd\u001b[2J\nprod: up' }),
    };
    expect(text(await status())).toContain('\n  odd\\u001b[2J\\u000aprod: up\n');
  });
});

describe('replicas', () => {
  const two = () => fleetOf(', replicas: 2');

  it('that agree need no attention', async () => {
    hub.pods = { [POD]: true, [OTHER]: true };
    hub.targets = { ...hub.targets, [OTHER]: CLUSTERS.map((cluster) => ({ cluster })) };
    expect(await status(two())).toMatchObject({ ok: true, summary: { up: 8 } });
  });

  it('that differ: the member is up, and it is said who does not see it', async () => {
    hub.pods = { [POD]: true, [OTHER]: true };
    const error = 'Get "https://192.0.2.1:6443/federate": dial tcp: no route to host';
    hub.targets = {
      [POD]: withTarget('amber', { health: 'down', error }),
      [OTHER]: CLUSTERS.filter((name) => name !== 'basil').map((cluster) => ({ cluster })),
    };
    const found = await status(two());
    expect(found.summary).toMatchObject({ up: 8, needAttention: 2 });
    expect(reasons(found)).toEqual({ amber: ['replicas-differ'], basil: ['replicas-differ'] });
    expectGolden('status/replicas-differ.txt', text(problemsOf(found)));
  });

  it('of which one is not ready, or does not answer, are told of', async () => {
    hub.pods = { [POD]: true, [OTHER]: false };
    expect((await status(two())).problems).toEqual([
      `${OTHER} of the hub's Prometheus is not ready, found CrashLoopBackOff: look at kubectl --context control-plane --namespace monitoring logs ${OTHER} --previous`,
    ]);
    hub.pods = { [POD]: true, [OTHER]: true };
    const found = await status(two());
    expect(found).toMatchObject({ ok: false, summary: { up: 8 } });
    expect(found.problems).toEqual([
      `${OTHER} of the hub's Prometheus cannot be asked, found connection refused: look at its log`,
    ]);
  });

  it('of which none is there or ready are a failure', async () => {
    hub.pods = { [POD]: false };
    await expect(status()).rejects.toThrow(
      /^hub-prometheus-server-0 of the hub's Prometheus is not ready, found CrashLoopBackOff/,
    );
    hub.pods = {};
    await expect(status()).rejects.toThrow(
      'it has no Prometheus, found no pod of StatefulSet monitoring/hub-prometheus-server, run promfleet apply, or correct hub.kubeContext, found control-plane',
    );
  });
});

describe('credentials', () => {
  const of = async (cluster: string, presented: string, withinMs?: number) => {
    hub.secrets = secretsWith(fleetOf().members, { ...well, [cluster]: presented });
    const { members } = await status(fleetOf(), withinMs);
    const found = members.find((member) => member.cluster === cluster);
    return { credential: found?.credential, reasons: found?.attention.map(({ reason }) => reason) };
  };
  const DAY = 24 * 3600 * 1000;

  it('that live long are told of 14 days before their end', async () => {
    expect(await of('amber', await certificate(15))).toMatchObject({
      credential: { type: 'certificate', secret: 'federation-amber', daysLeft: 15 },
      reasons: [],
    });
    expect(await of('amber', await certificate(13))).toMatchObject({
      credential: { daysLeft: 13, expires: new Date(NOW + 13 * DAY).toISOString() },
      reasons: ['credential-ends-soon'],
    });
  });

  it('that live for a day are told of when a third of it is left', async () => {
    expect(await of('basil', token(0.5, 1))).toMatchObject({
      credential: { type: 'token', daysLeft: 0 },
      reasons: [],
    });
    expect(await of('basil', token(0.3, 1))).toMatchObject({ reasons: ['credential-ends-soon'] });
  });

  it('end soon within what is asked for', async () => {
    expect(await of('amber', await certificate(40), 60 * DAY)).toMatchObject({
      reasons: ['credential-ends-soon'],
    });
    expect(await of('amber', await certificate(5), 2 * DAY)).toMatchObject({ reasons: [] });
  });

  it('that do not end are long-lived tokens', async () =>
    expect(await of('basil', token())).toEqual({
      credential: { type: 'long-lived token', secret: 'federation-basil' },
      reasons: [],
    }));

  it('that say an end which no date has are as if they said none', async () =>
    expect(await of('basil', token(1e12))).toMatchObject({
      credential: { type: 'long-lived token' },
      reasons: [],
    }));

  it('that are something else are missing', async () => {
    expect(await of('amber', 'no certificate')).toMatchObject({
      credential: { problem: 'tls.crt of Secret federation-amber is no certificate in PEM' },
      reasons: ['credential-missing'],
    });
    expect(await of('basil', ' ')).toMatchObject({ reasons: ['credential-missing'] });
  });

  it('of which a key is not there are missing', async () => {
    delete hub.secrets['federation-amber']?.['ca.crt'];
    const found = await status();
    expect(reasons(found)).toEqual({ amber: ['credential-missing'] });
    expect(text(found)).toContain(
      'amber: no credential: Secret federation-amber has no ca.crt: run promfleet connect for it.',
    );
  });

  it('that may not be read are not known, and the rest is told', async () => {
    hub.forbidden = ['/secrets'];
    const found = await status();
    expect(found).toMatchObject({ ok: false, summary: { up: 8, needAttention: 0 } });
    expect(found.problems).toEqual([
      expect.stringMatching(
        /^the hub's Secrets cannot be read.*403.*have get and list on secrets in monitoring granted/,
      ),
    ]);
    expect(text(found)).toMatch(/amber {4}up {2}3s ago {7}1,204 {4}not known/);
  });
});
