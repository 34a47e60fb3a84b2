import { withFleet } from '../../live/credentials/fleet';
import { hubPod } from '../../live/doctor/ward';
import { prometheus } from '../../live/status/made-up-prometheus';
import { measure } from './measure';

/*
 * How long fleets take, over API servers that are simulated here, 50 ms away in each direction.
 * Times are facts of the machine; what passes or fails is what came of the clusters, and the bounds
 * that are promised.
 *
 *     node lib/test/access/speed/main.js [most members, 200]
 */

const LATENCY_MS = 50;
/** Seconds within which so many members are connected. */
const BOUNDS = [
  { members: 40, seconds: 60 },
  { members: 200, seconds: 240 },
];
/** Seconds within which the status of as many is there, with what each API server says of rights. */
const STATUS_SECONDS = 10;

let passed = 0;
let failed = 0;

function check(what: string, holds: boolean, found: string): void {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${what}: ${found}\n`);
}

async function connects({ members, seconds }: (typeof BOUNDS)[number]): Promise<void> {
  const slow = { latencyMs: LATENCY_MS, record: false };
  const targets = Array.from({ length: members }, (_, index) => ({ cluster: `member-${index}` }));
  const options = {
    count: members,
    hub: 'statestoreLayout: shared',
    hubCluster: { ...slow, forwarded: () => prometheus(targets, Date.now()) },
    each: () => slow,
  };
  await withFleet(options, async (fleet) => {
    const { directory, fleetPath, kubeconfigPath } = fleet;
    const args = ['connect', '-f', fleetPath, '--kubeconfig', kubeconfigPath];
    for (const [what, line] of [
      [`${members} members`, /^member-\d+: client certificate until .* refused 4 of 4$/gm],
      [`${members} members again`, /^member-\d+: client certificate valid for .* left alone/gm],
    ] as const) {
      const run = await measure(directory, args);
      const lines = run.stdout.match(line)?.length ?? 0;
      check(what, run.code === 0 && lines === members, `${lines} connected, exit code ${run.code}`);
      const took = `${run.seconds.toFixed(1)} s, ${Math.round(run.megabytes)} MB`;
      check(`${what}, within ${seconds} s`, run.seconds < seconds, took);
      if (run.code !== 0) process.stdout.write(run.stderr);
    }
    fleet.hub.put(hubPod(fleet));
    // What API servers far away take is said above; this is of promfleet itself.
    for (const cluster of [fleet.hub, ...fleet.members]) cluster.faults.latencyMs = 0;
    const files = ['-f', fleetPath, '--kubeconfig', kubeconfigPath];
    for (const more of [[], ['--rights']]) {
      const run = await measure(directory, ['status', ...more, ...files]);
      const what = `status ${more.join(' ')} of ${members} members, within ${STATUS_SECONDS} s`;
      const isWell = run.code === 0 && run.seconds < STATUS_SECONDS;
      check(what, isWell, `${run.seconds.toFixed(1)} s, exit code ${run.code}`);
      if (run.code !== 0) process.stdout.write(run.stdout + run.stderr);
    }
  });
}

async function main(): Promise<void> {
  const most = Number(process.argv[2] ?? 200);
  for (const bound of BOUNDS) if (bound.members <= most) await connects(bound);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
