import { run } from './exec';
import { inside } from './namespaces';
import { type Cluster, FABRIC } from './plan';

/** How connections end: refused and reset at once, or in packets that nobody answers. */
export type Cut = 'reset' | 'silence';

const PORT = '6443';
const TARGETS: Readonly<Record<Cut, readonly string[]>> = {
  reset: ['REJECT', '--reject-with', 'tcp-reset'],
  silence: ['DROP'],
};

/** Keeps one cluster's pods from an address of another's API server, new connections and old. */
export async function cut(
  from: Cluster,
  to: Cluster,
  how: Cut,
  address = to.controlPlaneAddress,
): Promise<void> {
  // Pods leave their node under its address.
  const match = ['-s', from.nodeAddress, '-d', address, '-p', 'tcp', '--dport', PORT];
  await firewall(to, ['-I', 'INPUT', ...match, '-j', ...TARGETS[how]]);
}

/** Ends every `cut` at a cluster's API server. */
export async function mend(to: Cluster): Promise<void> {
  await firewall(to, ['-F', 'INPUT']);
}

/** Gives a cluster's API server its second address, beside the first. */
export async function addAddress(cluster: Cluster): Promise<void> {
  const address = `${cluster.secondAddress}/${FABRIC.prefixLength}`;
  await controlPlane(cluster, ['ip', 'address', 'replace', address, 'dev', 'eth0']);
}

/** The addresses of a cluster's API server that another's pods have connections to. */
export async function connected(from: Cluster, to: Cluster): Promise<string[]> {
  const filter = ['state', 'established', `( sport = :${PORT} and dst = ${from.nodeAddress} )`];
  const lines = (await controlPlane(to, ['ss', '--no-header', '-tn', ...filter]))
    .trim()
    .split('\n');
  // A server that listens on both families shows IPv4 addresses within IPv6 ones.
  const local = lines.map((line) => /([\d.]+)\]?:\d+ /.exec(line)?.[1] ?? '');
  return [...new Set(local.filter((address) => address !== ''))].sort();
}

function firewall(cluster: Cluster, args: readonly string[]): Promise<string> {
  return controlPlane(cluster, ['iptables', '-w', ...args]);
}

function controlPlane(cluster: Cluster, argv: readonly string[]): Promise<string> {
  return run([...inside(cluster, 'control-plane'), ...argv]);
}
