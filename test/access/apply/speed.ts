import assert from 'node:assert/strict';
import { withSimulatedClusters, writeKubeconfig } from '../simulated';
import { Workplace } from './promfleet';

const MEMBERS = 40;
/** Milliseconds that a packet is under way, in each direction. */
const LATENCY_MS = 50;
/** What an apply of such a fleet may take in which nothing is to be changed. */
const LONGEST_MS = 30_000;

/** How long it takes to apply a fleet, for the first time and again. */
export const SPEED: Readonly<Record<string, () => Promise<void>>> = {
  [`a fleet of ${MEMBERS} that are ${LATENCY_MS} ms away is applied again in less than ${LONGEST_MS / 1000} s`]:
    () =>
      withSimulatedClusters({ count: MEMBERS + 1, latencyMs: LATENCY_MS }, async (clusters) => {
        const place = new Workplace();
        try {
          writeKubeconfig(clusters, place.kubeconfig);
          const [hub, ...members] = clusters.map(({ name }) => name);
          const server = (name: string) => `https://${name}.example.com:6443`;
          place.write({
            hub: { cluster: hub, storage: '50Gi' },
            clusters: members.map((name) => ({ name, server: server(name) })),
          });
          const first = await timed(() => place.apply());
          const second = await timed(() => place.apply());
          process.stdout.write(
            `first apply: ${first.ms} ms, with nothing to change: ${second.ms} ms\n`,
          );
          assert.ok(first.ok && second.ok, JSON.stringify(second.clusters));
          const touched = second.clusters.filter(({ created, changed }) => created + changed > 0);
          assert.deepEqual(touched, []);
          assert.ok(second.ms < LONGEST_MS);
        } finally {
          place.end();
        }
      }),
};

async function timed<Result extends object>(work: () => Promise<Result>) {
  const since = performance.now();
  const result = await work();
  return { ...result, ms: Math.round(performance.now() - since) };
}
