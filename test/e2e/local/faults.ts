import { accepts } from './api';
import { buildBinaries } from './binaries';
import { startApiServer } from './control-plane';
import type { Log } from './log';
import { nodeReady, startKubelet } from './node';
import type { Cluster } from './plan';
import { stopComponent } from './processes';
import { until } from './wait';

/** Stops a cluster's API server for real: its port refuses connections until it is back. */
export async function stopApi(cluster: Cluster): Promise<void> {
  await stopComponent(cluster, 'kube-apiserver');
  const refuses = async () => !(await accepts(cluster));
  await until(`${cluster.name}'s API server to refuse connections`, refuses);
}

/** Starts a cluster's API server again over the same data, and waits until it is ready. */
export async function startApi(cluster: Cluster, log: Log): Promise<void> {
  await startApiServer(cluster, await buildBinaries(['kube-apiserver'], log));
}

/** Has a cluster's kubelet look at its pods as seldom as kubelets do by default. */
export async function syncAsByDefault(cluster: Cluster, log: Log): Promise<void> {
  const binaries = await buildBinaries(['kubelet'], log);
  await stopComponent(cluster, 'kubelet');
  startKubelet(cluster, binaries, '1m');
  await nodeReady(cluster);
}
