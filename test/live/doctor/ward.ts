import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '../../../live/doctor/types';
import type { Member } from '../../../model/types';
import type { PrometheusAnswer } from '../../access/simulated';
import { resolved } from '../../fleet';
import { fleetText, type SimulatedFleet, withFleet } from '../credentials/fleet';
import { type MadeUpTarget, prometheus } from '../status/made-up-prometheus';

const POD = 'hub-prometheus-server-0';

/** A hub and a member that was connected, and is examined. */
export interface Ward extends SimulatedFleet {
  readonly member: Member;
  /** What the hub's Prometheus says of the member; to be changed. */
  target: Partial<MadeUpTarget> | undefined;
  /** What its Prometheus answers to the hub's request, in place of samples; to be changed. */
  answer: PrometheusAnswer | undefined;
  /** Writes other entries of the cluster into the fleet file. */
  readonly rewrite: (cluster: string) => void;
  /** Runs `promfleet doctor`, as the library for port-forwarding is loaded by Node alone. */
  readonly doctor: (...more: readonly string[]) => Promise<Examination>;
  /** Runs another command. */
  readonly run: (...args: readonly string[]) => Promise<Examination>;
}

export interface Examination {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

/** A ward while a function takes; nothing is wrong with anybody there. */
export function withWard<Result>(use: (ward: Ward) => Promise<Result>): Promise<Result> {
  const ward: Pick<Ward, 'target' | 'answer'> = { target: {}, answer: undefined };
  let url = '';
  const targets = () =>
    ward.target ? [{ cluster: 'member-0', url, ...ward.target } satisfies MadeUpTarget] : [];
  const hubCluster = { forwarded: () => prometheus(targets(), Date.now()) };
  const each = () => ({
    prometheus: (path: string) => (path.endsWith('/federate') ? ward.answer : undefined),
  });
  return withFleet({ hubCluster, each }, async (fleet) => {
    const connected = await fleet.connect('--timeout', '5s');
    if (connected.code !== 0) throw new Error(connected.stderr + connected.stdout);
    fleet.hub.put(hubPod(fleet));
    const [member] = resolved(fleetText(fleet.members, {})).members;
    if (!member) throw new Error('no member');
    url = `https://${member.job.target}${member.job.path}?match[]=up`;
    const run = (...args: readonly string[]) => ran(fleet, args);
    const doctor = (...more: readonly string[]) => run('doctor', 'member-0', ...more);
    const rewrite = (cluster: string) =>
      writeFileSync(fleet.fleetPath, fleetText(fleet.members, { cluster }));
    return use(Object.assign(ward, { ...fleet, member, doctor, run, rewrite }));
  });
}

/** What it found, as JSON. */
export async function reportOf({ doctor }: Pick<Ward, 'doctor'>): Promise<DoctorReport> {
  const { stdout, stderr } = await doctor('--output', 'json');
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

async function ran(
  { fleetPath, kubeconfigPath }: SimulatedFleet,
  args: readonly string[],
): Promise<Examination> {
  const lib = join(process.cwd(), 'lib');
  const names = join(lib, 'test', 'live', 'doctor', 'resolve-names.js');
  const files = ['-f', fleetPath, '--kubeconfig', kubeconfigPath];
  const argv = ['-r', names, join(lib, 'cli', 'bin.js'), ...args, ...files];
  const since = Date.now();
  const child = spawn(process.execPath, argv, { env: {} });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk) => {
      written[stream] += chunk;
    });
  }
  const code = await new Promise<number>((resolve) => child.on('close', resolve));
  return { code, ...written, tookMs: Date.now() - since };
}

/** The pod of the hub's Prometheus, which is ready. */
export const hubPod = ({ members }: SimulatedFleet) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: POD,
    namespace: 'monitoring',
    labels: resolved(fleetText(members, {})).hub.server.selector,
  },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
});
