import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from './exec';
import { enter, findKeeper, startKeeper } from './keepers';
import { type Cluster, FABRIC } from './plan';

/**
 * The namespaces of the suite:
 *
 * - `fabric`: a bridge, and one veth into this machine's own namespace so that kubectl and the
 *   tests reach the API servers.
 * - `<cluster>/node`: PID, mount, UTS and network namespace of one cluster; its node lives here.
 * - `<cluster>/control-plane`: another network namespace beside it. The API server has an address
 *   that is not the node's, as in every managed cluster, so that a NetworkPolicy which forgets
 *   the API server is noticed: traffic from a node to its own pods is always let through.
 */
export type Place = 'node' | 'control-plane';

/** Files under /proc/sys that a kubelet overwrites for the whole machine. */
const TUNABLES = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

/** The words that make a command run at one place of a cluster. */
export function inside(cluster: Cluster, place: Place): string[] {
  const name = `${cluster.name}/${place}`;
  const pid = findKeeper(path.dirname(cluster.dir), name);
  if (pid === undefined) throw new Error(`the namespaces of ${name} are gone`);
  return enter(pid);
}

/** Creates the bridge that joins all clusters, and this machine's way into it. */
export async function createFabric(dir: string, pause: string): Promise<void> {
  const unshare = ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const pid = await startKeeper({ dir, name: 'fabric', pause, unshare });
  const { interface: link, hostAddress, prefixLength } = FABRIC;
  await shell(enter(pid), [
    'ip link set lo up',
    'ip link add br0 type bridge',
    'ip link set br0 up',
    `ip link add ${link} type veth peer name host`,
    'ip link set host master br0 up',
  ]);
  await moveLink(pid, link, process.pid);
  await run(['ip', 'address', 'add', `${hostAddress}/${prefixLength}`, 'dev', link]);
  await run(['ip', 'link', 'set', link, 'up']);
}

/** Creates one cluster's namespaces, gives them their own /run, /var/lib, /var/log and addresses. */
export async function createNamespaces(cluster: Cluster, pause: string): Promise<void> {
  const dir = path.dirname(cluster.dir);
  const fresh = ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const node = await startKeeper({ dir, name: `${cluster.name}/node`, pause, unshare: fresh });
  await prepareMounts(cluster, node);
  const within = ['nsenter', '--target', String(node), '--mount', '--uts', '--pid', '--'];
  const name = `${cluster.name}/control-plane`;
  const controlPlane = await startKeeper({ dir, name, pause, unshare: ['--net'], within });

  await attach(dir, node, `n${cluster.index}`, cluster.nodeAddress);
  await attach(dir, controlPlane, `c${cluster.index}`, cluster.controlPlaneAddress);
  await shell(enter(controlPlane), [`ip route add ${cluster.podCidr} via ${cluster.nodeAddress}`]);
  await shell(enter(node), [
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    // Pods leave the node under its address; that is how they reach other clusters.
    `iptables -t nat -A POSTROUTING -s ${cluster.podCidr} ! -d ${cluster.podCidr} -j MASQUERADE`,
  ]);
}

async function prepareMounts(cluster: Cluster, pid: number): Promise<void> {
  const own = (...parts: string[]) => {
    const made = path.join(cluster.dir, ...parts);
    fs.mkdirSync(made, { recursive: true });
    return made;
  };
  const steps = [
    `hostname ${cluster.nodeName}`,
    // /sys shows the network namespace it was mounted in, so it is mounted again; the cgroup
    // hierarchies below it are carried over.
    'mount --rbind /sys/fs/cgroup /mnt',
    'mount -t sysfs sysfs /sys',
    'mount --rbind /mnt /sys/fs/cgroup',
    'umount -l /mnt',
    'mount -t tmpfs -o mode=755 tmpfs /run',
    'mkdir -p /run/lock',
    `mount --bind ${own('var', 'lib')} /var/lib`,
    `mount --bind ${own('var', 'log')} /var/log`,
  ];
  for (const tunable of TUNABLES) {
    // The kubelet insists on its own values; it may write them to a copy.
    const copy = path.join(own('sysctl'), tunable.replace(/\//g, '.'));
    fs.writeFileSync(copy, fs.readFileSync(`/proc/sys/${tunable}`));
    steps.push(`mount --bind ${copy} /proc/sys/${tunable}`);
  }
  // Pods that mount the host's files with HostToContainer propagation need a shared root.
  steps.push('mount --make-rshared /');
  await shell(enter(pid), steps);
}

/** Puts a namespace on the bridge with one address. */
async function attach(dir: string, pid: number, port: string, address: string): Promise<void> {
  const fabric = findKeeper(dir, 'fabric');
  if (fabric === undefined) throw new Error('the bridge between the clusters is gone');
  await shell(enter(fabric), [
    `ip link add ${port} type veth peer name eth-${port}`,
    `ip link set ${port} master br0 up`,
  ]);
  await moveLink(fabric, `eth-${port}`, pid, 'eth0');
  await shell(enter(pid), [
    'ip link set lo up',
    `ip address add ${address}/${FABRIC.prefixLength} dev eth0`,
    'ip link set eth0 up',
  ]);
}

/** Moves an interface from one keeper's network namespace to that of another process. */
function moveLink(from: number, link: string, to: number, name = link): Promise<string> {
  // Only the network namespace is entered: inside the PID namespace the target has no number.
  const within = ['nsenter', '--target', String(from), '--net', '--'];
  return run([...within, 'ip', 'link', 'set', link, 'netns', String(to), 'name', name]);
}

function shell(within: readonly string[], steps: readonly string[]): Promise<string> {
  return run([...within, 'sh', '-ec', steps.join('\n')]);
}
