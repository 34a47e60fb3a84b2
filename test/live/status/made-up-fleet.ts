import { Agent } from 'node:https';
import { paint } from '../../../cli/io';
import { statusText } from '../../../cli/status/table';
import { ApiConnection } from '../../../live/client/connection';
import { Resources } from '../../../live/client/resources';
import { needsAttention } from '../../../live/status/attention';
import { fleetStatus } from '../../../live/status/fleet-status';
import type { FleetStatus } from '../../../live/status/types';
import { RolloutDigests } from '../../../synth/rollout-digests';
import { resolved } from '../../fleet';
import { certificate, secretsWith, token } from './made-up-credentials';
import { type MadeUpHub, startHub } from './made-up-hub';
import { answerOf, NOW } from './made-up-prometheus';

export const CLUSTERS = ['amber', 'basil', 'cedar', 'dill', 'elder', 'fern', 'ginger', 'hazel'];

export const fleetOf = (hub = '') =>
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

export const POD = 'hub-prometheus-server-0';
export const OTHER = 'hub-prometheus-server-1';

/** What stands in the hub's cluster: well before each test, for a test to change. */
export const hub: MadeUpHub = { pods: {}, secrets: {}, targets: {}, broken: [], forbidden: [] };
/** A credential that lives long for every cluster. */
export const well: Record<string, string> = {};
let running: Awaited<ReturnType<typeof startHub>>;

/** Has a hub that is well, and answers, for each test of a file. */
export function withHub(): void {
  beforeAll(async () => {
    const long = await certificate(80);
    for (const [index, name] of CLUSTERS.entries()) well[name] = index % 2 === 0 ? long : token();
  });
  beforeEach(async () => {
    Object.assign(hub, {
      pods: { [POD]: true },
      secrets: secretsWith(fleetOf().members, well),
      targets: { [POD]: CLUSTERS.map((cluster) => ({ cluster })) },
      broken: [],
      forbidden: [],
    } satisfies MadeUpHub);
    running = await startHub(hub);
  });
  afterEach(() => running.stop());
}

/** Asks the made-up API server, and what Prometheus says without a port that is forwarded. */
export async function status(fleet = fleetOf(), withinMs?: number): Promise<FleetStatus> {
  const agent = new Agent({ ca: running.ca });
  const connection = new ApiConnection(running.url, async () => ({ server: running.url, agent }));
  const ask = (pod: string) => async (path: string) => {
    const targets = hub.targets[pod];
    if (!targets) throw new Error('connection refused');
    return { status: 200, text: answerOf(path, targets), date: NOW };
  };
  const { members } = fleet;
  const resources = new Resources(connection);
  const rollouts = new RolloutDigests();
  try {
    return await fleetStatus({ fleet, members, resources, ask, parallel: 4, rollouts, withinMs });
  } finally {
    connection.close();
  }
}

const colours = paint({ write: () => undefined }, {});
export const text = (found: FleetStatus) => statusText(found, { within: '14 days', colours });

/** The same without the members that need no attention. */
export const problemsOf = (found: FleetStatus) => ({
  ...found,
  members: found.members.filter(needsAttention),
});

export const reasons = ({ members }: FleetStatus) =>
  Object.fromEntries(
    members
      .filter(({ attention }) => attention.length > 0)
      .map(({ cluster, attention }) => [cluster, attention.map(({ reason }) => reason)]),
  );

/** The targets with one of them changed. */
export const withTarget = (cluster: string, change: object) =>
  CLUSTERS.map((name) => (name === cluster ? { cluster: name, ...change } : { cluster: name }));
