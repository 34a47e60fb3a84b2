import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Cluster } from './cluster';
import { NAMESPACE } from './hub';
import { kubectl } from './kubectl';
import type { Stand } from './stand';

/**
 * Collects what may say why a journey failed: pods, events, logs and the targets pages.
 *
 * Secrets are left out, and so is whatever cannot be had. Returns the folder.
 */
export async function collect(stand: Stand, name: string): Promise<string> {
  const folder = path.join(stand.context.artifacts, name);
  const save = async (file: string, content: Promise<string>) => {
    const text = await content.catch((error: Error) => `could not be had: ${error.message}\n`);
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const { hub, members } = stand.context;
  const pages = stand.hub.replicas.map((replica) =>
    save(
      `${hub.name}/targets-${replica.name}.json`,
      replica.targets().then((targets) => `${JSON.stringify(targets, undefined, 2)}\n`),
    ),
  );
  const monitors = members.map(({ name: member }) =>
    save(
      `${member}/targets.json`,
      stand
        .monitor(member)
        .targets()
        .then((targets) => `${JSON.stringify(targets, undefined, 2)}\n`),
    ),
  );
  const clusters = [hub, ...members].map((cluster) => collectCluster(cluster, save));
  await Promise.all([...pages, ...monitors, ...clusters]);
  if (fs.existsSync(path.join(stand.context.workDir, 'dist'))) {
    fs.cpSync(path.join(stand.context.workDir, 'dist'), path.join(folder, 'dist'), {
      recursive: true,
    });
  }
  return folder;
}

async function collectCluster(
  cluster: Cluster,
  save: (file: string, content: Promise<string>) => Promise<void>,
): Promise<void> {
  const ask = (...args: string[]) =>
    kubectl(cluster, args, { timeoutMs: 20_000 }).then(({ stdout }) => stdout);
  const pods = await ask('get', 'pods', '-n', NAMESPACE, '-o', 'name').catch(() => '');
  const logs = pods
    .split('\n')
    .filter((pod) => pod !== '')
    .map(async (pod) => {
      const file = `${cluster.name}/${pod.replace('/', '-')}`;
      const all = ['-n', NAMESPACE, 'logs', pod, '--all-containers', '--tail=2000'];
      // There are logs of an earlier container only where one has ended.
      const before = await ask(...all, '--previous').catch(() => '');
      if (before !== '') await save(`${file}.before.log`, Promise.resolve(before));
      await save(`${file}.log`, ask(...all));
    });
  await Promise.all([
    ...logs,
    save(`${cluster.name}/pods.txt`, ask('get', 'pods', '-A', '-o', 'wide')),
    save(`${cluster.name}/describe.txt`, ask('-n', NAMESPACE, 'describe', 'pods')),
    save(`${cluster.name}/events.txt`, ask('get', 'events', '-A', '--sort-by=.lastTimestamp')),
    save(`${cluster.name}/objects.txt`, ask('-n', NAMESPACE, 'get', 'all,pvc,configmaps')),
  ]);
}
