import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStage as onAlertmanagersStage } from '../../alertmanager/stage';
import type { Webhook } from '../../alertmanager/webhook';
import { put } from '../../faults/hub/files';
import { startHonest } from '../../faults/hub/member';
import type { HubProcess } from '../../faults/hub/prometheus';
import { fleetFile, resolved } from '../../fleet';
import { objectsOf } from '../../live/drill/pods';
import { type SimulatedCluster, withSimulatedCluster, writeKubeconfig } from '../simulated';

/** What differs from a hub whose receiver is told. */
export interface StageOptions {
  /** Whether alerts are routed to `on-call`, which is a webhook. @default - true */
  readonly routed?: boolean;
  /** How long the alert is pending, a minute of which is a second. @default - as long as in a hub */
  readonly pending?: string;
  /** What the webhook answers. @default - 200 */
  readonly status?: number;
}

/** A hub with a real Prometheus and two real Alertmanagers. */
export interface Stage {
  /** `on-call` */
  readonly receiver: Webhook;
  readonly hub: HubProcess;
  /** URL of the first Alertmanager. */
  readonly alertmanager: string;
  /** Whether Prometheus has the rules of a drill. */
  readonly hasRules: () => boolean;
  /** Starts `promfleet drill one`. */
  readonly drill: (...more: string[]) => Drill;
}

/** A drill that was started. */
export interface Drill {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly printed: { stdout: string; stderr: string };
  readonly code: Promise<number | null>;
}

/** As the commands have the hub of the stage: whom Alertmanager tells is its own matter. */
const FLEET = fleetFile({ hub: 'storage: 1Gi, alertmanager: { replicas: 2 }' });

/** Nobody is told that the alert is over before the drill is. */
const TELLS = '{ receiver: on-call, group_interval: 5h }';
const TELLS_NOBODY = '{ receiver: nobody, routes: [{ receiver: on-call, matchers: [team="a"] }] }';

/** Sets the stage while a function takes, which begins when nothing is wrong. */
export async function onStage(
  { routed = true, status = 200, pending }: StageOptions,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { hub: model } = resolved(FLEET);
  const setting = {
    members: () => [startHonest('one')],
    receivers: { 'on-call': () => status },
    route: routed ? TELLS : TELLS_NOBODY,
    replicas: 2,
    ...(pending && { alerts: `{ ClusterMissing: { for: ${pending} } }` }),
  };
  await onAlertmanagersStage(setting, async ({ hub, alertmanagers, receiver }) => {
    const urls = alertmanagers.map(({ address }) => `http://${address}`);
    const forwarded = (pod: string) => {
      const ordinal = model.alertmanager?.replicas.findIndex((one) => one.pod === pod) ?? -1;
      return Number(new URL(urls[ordinal] ?? hub.url).port);
    };
    const [alertmanager = ''] = urls;
    const options = { name: 'control-plane', objects: objectsOf(model), forwarded };
    await withSimulatedCluster(options, (cluster) =>
      withKubelet(cluster, hub, model.drillConfigMap, (hasRules) =>
        withFiles(cluster, (drill) =>
          run({ receiver: receiver('on-call'), hub, alertmanager, hasRules, drill }),
        ),
      ),
    );
  });
}

/** Brings the ConfigMap of a drill to where Prometheus reads its inventory, and takes it away. */
async function withKubelet(
  cluster: SimulatedCluster,
  hub: HubProcess,
  configMap: string,
  run: (hasRules: () => boolean) => Promise<void>,
): Promise<void> {
  const path = hub.path('inventory/drill.yml');
  const look = () => {
    const files = Object.values(Object(cluster.find('ConfigMap', 'monitoring', configMap)?.data));
    if (files.length === 0) rmSync(path, { force: true });
    else if (!existsSync(path)) put(path, String(files[0]));
  };
  const timer = setInterval(look, 100);
  try {
    await run(() => existsSync(path));
  } finally {
    clearInterval(timer);
  }
}

async function withFiles(
  cluster: SimulatedCluster,
  run: (drill: Stage['drill']) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-drill-'));
  const drills: Drill[] = [];
  try {
    writeFileSync(join(directory, 'fleet.yaml'), FLEET);
    writeKubeconfig([cluster], join(directory, 'kubeconfig'));
    await run((...more) => {
      const drill = started(directory, more);
      drills.push(drill);
      return drill;
    });
  } finally {
    for (const { child } of drills) child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}

function started(cwd: string, more: readonly string[]): Drill {
  const cli = join(__dirname, '../../../cli/bin.js');
  const argv = [cli, 'drill', 'one', '--kubeconfig', 'kubeconfig', ...more];
  const child = spawn(process.execPath, argv, { cwd, env: {} });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      printed[name] += text;
    });
  }
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, printed, code };
}
