import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../e2e/local/wait';
import { put } from '../../faults/hub/files';
import { startHonest } from '../../faults/hub/member';
import { HubProcess } from '../../faults/hub/prometheus';
import { fleetFile, resolved } from '../../fleet';
import { objectsOf } from '../../live/drill/pods';
import { freePort } from '../../tenants/servers';
import { type SimulatedCluster, withSimulatedCluster, writeKubeconfig } from '../simulated';
import { withAlertmanagers } from './alertmanager';
import { type Receiver, withReceiver } from './receiver';

/** What differs from a hub whose receiver is told. */
export interface StageOptions {
  /** Whether alerts are routed to `on-call`, which is a webhook. @default - true */
  readonly receivers?: boolean;
  /** What the webhook answers. @default - 200 */
  readonly status?: number;
}

/** A hub with a real Prometheus and two real Alertmanagers. */
export interface Stage {
  readonly receiver: Receiver;
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

/** Keys of the stage's hub; Alertmanager waits a second where it has somebody to tell. */
const hubKeys = (receivers: boolean) =>
  receivers
    ? 'storage: 1Gi, alertmanager: { replicas: 2, secrets: [on-call], config: { route: { receiver: on-call, group_wait: 1s }, receivers: [{ name: on-call, webhook_configs: [{ url_file: /etc/alertmanager/secrets/on-call/url }] }] } }'
    : 'storage: 1Gi, alertmanager: { replicas: 2 }';

/** Sets the stage while a function takes. */
export async function onStage(
  { receivers = true, status = 200 }: StageOptions,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const keys = hubKeys(receivers);
  const text = fleetFile({ hub: keys });
  const { hub: model } = resolved(text);
  const { alertmanager } = model;
  if (!alertmanager) throw new Error('a hub deploys an Alertmanager');
  const member = await startHonest('one');
  try {
    const ports = [await freePort(), await freePort()];
    const alertmanagers = ports.map((port) => `127.0.0.1:${port}`);
    await HubProcess.run({ hub: keys, members: [member], alertmanagers }, (hub) =>
      withReceiver(status, async (receiver) => {
        const forwarded = (pod: string) =>
          pod === `${model.server.name}-0`
            ? Number(new URL(hub.url).port)
            : ports[alertmanager.replicas.findIndex((one) => one.pod === pod)];
        const options = { name: 'control-plane', objects: objectsOf(model), forwarded };
        // Before it has been scraped the member is missing, which nobody is to be told.
        await quiet(hub, 'alertname="ClusterMissing"');
        await withAlertmanagers(alertmanager, ports, receiver.url, async () => {
          await quiet(hub, 'alertname!="Watchdog"');
          await withSimulatedCluster(options, (cluster) =>
            withKubelet(cluster, hub, model.drillConfigMap, (hasRules) =>
              withFiles(text, cluster, (drill) =>
                run({ receiver, hub, alertmanager: `http://${alertmanagers[0]}`, hasRules, drill }),
              ),
            ),
          );
        });
      }),
    );
  } finally {
    member.stop();
  }
}

/** Waits until the member has samples, and no such alert is pending or firing. */
const quiet = (hub: HubProcess, matcher: string) =>
  until(`a hub without ALERTS{${matcher}}`, async () => {
    const counted = await hub.query('promfleet_cluster_series{cluster="one"}');
    return counted.length > 0 && (await hub.query(`ALERTS{${matcher}}`)).length === 0;
  });

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
  fleet: string,
  cluster: SimulatedCluster,
  run: (drill: Stage['drill']) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-drill-'));
  const drills: Drill[] = [];
  try {
    writeFileSync(join(directory, 'fleet.yaml'), fleet);
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
