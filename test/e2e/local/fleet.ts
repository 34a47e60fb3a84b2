import * as fs from 'node:fs';
import * as path from 'node:path';
import { request } from './api';
import { buildBinaries, CLUSTER_BINARIES } from './binaries';
import { type Binaries, need, startControlPlane } from './control-plane';
import { createCredentials } from './credentials';
import { createDns, dnsImage, dnsReady } from './dns';
import { loadImages } from './images';
import { keepers } from './keepers';
import type { Log } from './log';
import { createFabric, createNamespaces } from './namespaces';
import { nodeReady, SANDBOX_IMAGE, startContainerd, startNode } from './node';
import { type Cluster, planCluster, recordCluster, recordedClusters } from './plan';
import { checkMachine, cniPluginDir, requireVisible } from './prerequisites';
import { Refusal } from './refusal';
import { createStorage } from './storage';
import { down, MARKER } from './teardown';
import { until } from './wait';

/** What to bring up, and where. */
export interface UpOptions {
  /** The clusters' names. */
  readonly clusters: readonly string[];
  /** State directory; created, and removed by `down`. */
  readonly dir: string;
  readonly log: Log;
}

/** Brings up clusters from nothing. When it fails, nothing stays behind. */
export async function up({ clusters, dir, log }: UpOptions): Promise<Cluster[]> {
  if (keepers(dir).length > 0) {
    throw new Refusal(
      `clusters already stand in ${dir}; end them with "npm run e2e:down", or choose another with --dir.`,
    );
  }
  const planned = clusters.map((name, index) => planCluster(dir, name, index));
  const twice = clusters.find((name, index) => clusters.indexOf(name) !== index);
  if (twice !== undefined) throw new Refusal(`the cluster ${twice} is named twice.`);
  await checkMachine(dir, log);
  const binaries = await buildBinaries(CLUSTER_BINARIES, log);
  requireVisible(need(binaries, 'pause'), 'the cached', 'set PROMFLEET_CACHE to another folder');
  claim(dir);
  try {
    await createFabric(dir, need(binaries, 'pause'));
    await Promise.all(planned.map((cluster) => start(cluster, binaries, log)));
    return planned;
  } catch (error) {
    down(dir, log);
    throw error;
  }
}

/** Brings up one more cluster beside those that stand. */
export async function add(dir: string, name: string, log: Log): Promise<Cluster> {
  const standing = recordedClusters(dir);
  if (keepers(dir).length === 0) {
    throw new Refusal(`no clusters stand in ${dir}; bring some up first.`);
  }
  if (standing.some((cluster) => cluster.name === name)) {
    throw new Refusal(`there already is a cluster called ${name}.`);
  }
  const binaries = await buildBinaries(CLUSTER_BINARIES, log);
  const index = Math.max(-1, ...standing.map((cluster) => cluster.index)) + 1;
  const cluster = planCluster(dir, name, index);
  await start(cluster, binaries, log);
  return cluster;
}

async function start(cluster: Cluster, binaries: Binaries, log: Log): Promise<void> {
  const { name } = cluster;
  log(`${name}: namespaces and keys`);
  recordCluster(cluster);
  await createCredentials(cluster);
  await createNamespaces(cluster, need(binaries, 'pause'));

  log(`${name}: control plane at ${cluster.server}, containerd`);
  const images = [SANDBOX_IMAGE, dnsImage(binaries)];
  const runtime = async () => {
    await startContainerd(cluster, cniPluginDir());
    await loadImages([cluster], images, log);
  };
  await Promise.all([startControlPlane(cluster, binaries), runtime()]);

  log(`${name}: API server is ready, starting the node`);
  startNode(cluster, binaries);
  await Promise.all([createStorage(cluster), createDns(cluster, dnsImage(binaries))]);
  await nodeReady(cluster);
  await dnsReady(cluster);
  await serviceAccountsReady(cluster);
  log(`${name}: ready`);
}

/** Pods are refused until the controller manager has made their namespace's account. */
async function serviceAccountsReady(cluster: Cluster): Promise<void> {
  const account = '/api/v1/namespaces/default/serviceaccounts/default';
  const exists = async () => (await request(cluster, 'GET', account)).status === 200;
  await until(`${cluster.name}'s default service account`, exists);
}

function claim(dir: string): void {
  const marker = path.join(dir, MARKER);
  if (fs.existsSync(dir) && fs.readdirSync(dir).length > 0 && !fs.existsSync(marker)) {
    throw new Refusal(
      `${dir} holds other things; choose an empty or new state directory with --dir.`,
    );
  }
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true, mode: 0o755 });
  fs.writeFileSync(marker, '{"of": "promfleet e2e clusters"}\n');
}
