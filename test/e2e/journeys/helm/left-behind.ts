import type { Cluster } from '../../harness/cluster';
import { kubectl } from '../../harness/kubectl';
import { RELEASES_NAMESPACE } from './charted-fleet';

/** What every namespace has, and what is told about objects that were there. */
const EVERYWHERE = /^(serviceaccount\/default|configmap\/kube-root-ca\.crt|event(\.\S+)?\/.+)$/;

/** All that is in the namespace of the releases, but for what every namespace has. */
export async function leftInNamespace(cluster: Cluster): Promise<string[]> {
  const kinds = await kindsOf(cluster, true);
  return list(cluster, ['get', kinds, '-n', RELEASES_NAMESPACE]);
}

/** All that a release has for a whole cluster. */
export async function leftInCluster(cluster: Cluster, release: string): Promise<string[]> {
  const kinds = await kindsOf(cluster, false);
  return list(cluster, ['get', kinds, '-l', `app.kubernetes.io/instance=${release}`]);
}

async function list(cluster: Cluster, args: readonly string[]): Promise<string[]> {
  const { stdout } = await kubectl(cluster, [...args, '-o', 'name']);
  return stdout.split('\n').filter((name) => name !== '' && !EVERYWHERE.test(name));
}

/** Every kind that there is, with commas. */
async function kindsOf(cluster: Cluster, namespaced: boolean): Promise<string> {
  const args = ['api-resources', '--verbs=list', `--namespaced=${namespaced}`, '-o', 'name'];
  return (await kubectl(cluster, args)).stdout.trim().split('\n').join(',');
}
