import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  type SimulatedCluster,
  type SimulatedClusterOptions,
  withSimulatedClusters,
  writeKubeconfig,
} from '../simulated';
import { outcomeOf, Workplace } from './promfleet';

/** What takes pods, or a cluster that does not answer, which two API servers alone have not. */
export const SIMULATED: Readonly<Record<string, () => Promise<void>>> = {
  'an apply waits until pods are ready': () =>
    withFleet([{ name: 'hub' }, { name: 'one', readyAfterMs: 700 }], async (place) => {
      const since = performance.now();
      const said = await place.apply();
      assert.equal(said.code, 0, JSON.stringify(said));
      assert.ok(performance.now() - since > 700);
    }),

  'of what is not ready in time it is said why, and what would help': () =>
    withFleet(
      [{ name: 'hub' }, { name: 'one', readyAfterMs: 'never', objects: STUCK }],
      async (place) => {
        const said = await place.apply('--timeout', '1s');
        assert.equal(said.code, 1);
        assert.deepEqual(outcomeOf(said, 'hub').problems, []);
        assert.match(
          outcomeOf(said, 'one').problems.join('\n'),
          /^Deployment monitoring\/monitor-pushgateway is not ready, .*: pod stuck is in ImagePullBackOff: no such host, let the nodes reach the registry/m,
        );
      },
    ),

  'a cluster that does not answer delays no other, and the hub is applied': () =>
    withFleet(
      [{ name: 'hub' }, { name: 'one', unreachable: true }, { name: 'two' }],
      async (place) => {
        const { code, stdout, stderr } = await place.text();
        assert.equal(code, 1);
        assert.match(
          stdout,
          /^one: failed, nothing was applied\ntwo: \d+ created\nthe hub hub: \d+ created$/m,
        );
        assert.match(stderr, /^error: one: https:\S+ cannot be asked, found ECONNREFUSED/m);
      },
    ),

  'a hub that does not answer keeps no member from being applied': () =>
    withFleet([{ name: 'hub', hanging: 'connections' }, { name: 'one' }], async (place) => {
      const said = await place.apply();
      assert.equal(said.code, 1);
      assert.deepEqual(outcomeOf(said, 'one').problems, []);
      assert.match(outcomeOf(said, 'hub').problems.join(), /cannot be asked, found ETIMEDOUT/);
    }),

  'administrators whose credentials have ended are told to log in': () =>
    withFleet([{ name: 'hub' }, { name: 'one', adminExpired: true }], async (place) => {
      const said = await place.apply();
      assert.match(outcomeOf(said, 'one').problems.join(), /credentials|certificate/);
      assert.equal(outcomeOf(said, 'one').problems.length, 1);
    }),

  'on a terminal it is asked whether so much may be deleted': () =>
    withFleet([{ name: 'hub' }, { name: 'one' }, { name: 'two' }], async (place, [, one]) => {
      assert.equal((await place.apply()).code, 0);
      place.write(fleetOf('hub', ['two']));
      const no = await place.onTerminal('no');
      assert.match(
        no.stderr,
        /^one: would lose .*\n.*\n.*everything of one. Delete them\? \[y\/N\]/m,
      );
      assert.deepEqual([no.code, one?.counters.count('DELETE')], [1, 0]);
      assert.equal((await place.onTerminal('')).code, 1);
      const yes = await place.onTerminal('yes');
      assert.equal(yes.code, 0, yes.stderr);
      assert.match(yes.stdout, /^one \(has left\): \d+ pruned$/m);
    }),

  'an apply can be interrupted, and run again': () =>
    withFleet([{ name: 'hub' }, { name: 'one', latencyMs: 30 }], async (place, [, one]) => {
      const child = spawn(process.execPath, ['lib/cli/bin.js', ...place.argv()]);
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const look = setInterval(() => {
        if (!one || one.counters.count('PATCH') <= 3) return;
        clearInterval(look);
        child.kill('SIGINT');
      }, 5);
      assert.equal(await ended, 130);
      clearInterval(look);
      assert.match(said, /interrupted: what was applied stays, apply again/);
      assert.ok((await place.apply()).ok);
      const again = await place.apply();
      const touched = again.clusters.filter(({ created, changed }) => created + changed > 0);
      assert.deepEqual(touched, []);
    }),
};

/** A namespace with a pod whose image is not to be had. */
const STUCK = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'stuck',
      namespace: 'monitoring',
      labels: { app: 'prometheus', component: 'pushgateway', release: 'monitor' },
    },
    status: {
      containerStatuses: [
        { state: { waiting: { reason: 'ImagePullBackOff', message: 'no such host' } } },
      ],
    },
  },
];

/** A fleet file of a hub and these members. */
export const fleetOf = (hub: string, members: readonly string[]) => ({
  hub: { cluster: hub, storage: '50Gi' },
  clusters: members.map((name) => ({ name, server: `https://${name}.example.com:6443` })),
});

/** A hub and its members on simulated clusters; the first is the hub's. */
export async function withFleet(
  options: readonly [SimulatedClusterOptions, ...SimulatedClusterOptions[]],
  run: (place: Workplace, clusters: readonly SimulatedCluster[]) => Promise<void>,
): Promise<void> {
  const place = new Workplace();
  const each = (index: number) => options[index] ?? options[0];
  try {
    await withSimulatedClusters({ count: options.length, each }, async (clusters) => {
      writeKubeconfig(clusters, place.kubeconfig);
      const [hub = '', ...members] = options.map(({ name }) => name);
      place.write(fleetOf(hub, members));
      await run(place, clusters);
    });
  } finally {
    place.end();
  }
}
