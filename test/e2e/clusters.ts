import { type Cluster, type ClusterOption, readCluster } from './harness/cluster';
import { getRaw } from './harness/kubectl';
import { down, kubeconfig, type Log, Refusal, recordedClusters, up } from './local';
import { MEMBERS, type Options } from './options';

/** Clusters to run against, and how to end them. */
export interface Clusters {
  readonly hub: Cluster;
  readonly members: readonly Cluster[];
  /** State directory of the local provider; absent when the clusters were given. */
  readonly localDir?: string;
}

const HUB = 'hub';

/** Brings up clusters, or finds those that were given. */
export async function obtainClusters(options: Options, log: Log): Promise<Clusters> {
  const { given, standing, dir } = options;
  if (given) return read(given.hub, given.members);
  // The third comes up with the others, so that no journey has to wait for it.
  if (!standing) await bringUp(dir, log);
  const recorded = recordedClusters(dir);
  const option = (name: string): ClusterOption => {
    const cluster = recorded.find((one) => one.name === name);
    if (!cluster) {
      throw new Refusal(`no cluster ${name} stands in ${dir}; start them with "npm run e2e:up".`);
    }
    return { name, kubeconfig: kubeconfig(cluster), server: cluster.server };
  };
  return { ...(await read(option(HUB), MEMBERS.map(option))), localDir: dir };
}

/** Ends the clusters that `obtainClusters` brought up. Synchronous, for exit handlers. */
export function releaseClusters({ keep, dir }: Options, log: Log): void {
  if (!owned || keep) return;
  owned = false;
  down(dir, log);
}

/** Whether clusters are here because of this process, so that ending them is its business. */
let owned = false;

async function bringUp(dir: string, log: Log): Promise<void> {
  owned = true;
  try {
    await up({ clusters: [HUB, ...MEMBERS], dir, log });
  } catch (error) {
    // It has cleaned up after itself; or it refused to begin, because others' clusters stand here.
    owned = false;
    throw error;
  }
}

async function read(hub: ClusterOption, members: readonly ClusterOption[]): Promise<Clusters> {
  const [first, ...others] = await Promise.all([hub, ...members].map(readAnswering));
  if (!first) throw new Error('unreachable: the hub is always read');
  return { hub: first, members: others };
}

/** A cluster that does not answer now would make every journey wait in vain. */
async function readAnswering(option: ClusterOption): Promise<Cluster> {
  try {
    const cluster = await readCluster(option);
    await getRaw(cluster, '/readyz?timeout=10s');
    return cluster;
  } catch (error) {
    const why = (error as Error).message.split('\n').at(-1);
    throw new Refusal(
      `the cluster of ${option.kubeconfig} (${option.name}) does not answer: ${why}. ` +
        'Start it, or give the kubeconfig of one that runs.',
    );
  }
}
