import { withFleet } from '../../live/credentials/fleet';
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

let passed = 0;
let failed = 0;

function check(what: string, holds: boolean, found: string): void {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${what}: ${found}\n`);
}

async function connects({ members, seconds }: (typeof BOUNDS)[number]): Promise<void> {
  const slow = { latencyMs: LATENCY_MS, record: false };
  const options = {
    count: members,
    hub: 'statestoreLayout: shared',
    hubCluster: slow,
    each: () => slow,
  };
  await withFleet(options, async ({ directory, fleetPath, kubeconfigPath }) => {
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
  });
}

async function main(): Promise<void> {
  const most = Number(process.argv[2] ?? 200);
  for (const bound of BOUNDS) if (bound.members <= most) await connects(bound);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
