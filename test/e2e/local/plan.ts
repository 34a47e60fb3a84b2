import * as fs from 'node:fs';
import * as path from 'node:path';
import { Refusal } from './refusal';

/** Everything about one cluster that follows from its name and its number. Plain data. */
export interface Cluster {
  readonly name: string;
  /** Decides every address; never reused while the fleet stands. */
  readonly index: number;
  /** Holds whatever belongs to this cluster: keys, configuration, logs, volumes. */
  readonly dir: string;
  readonly nodeName: string;
  /** Where the API server listens. Not the node's address: see `namespaces.ts`. */
  readonly controlPlaneAddress: string;
  /** Name of the API server, in its certificate too; whether it resolves, `setNames` says. */
  readonly serverName: string;
  /** Another address for the API server to move to; nobody's at first. */
  readonly secondAddress: string;
  readonly nodeAddress: string;
  readonly podCidr: string;
  readonly podGateway: string;
  readonly serviceCidr: string;
  /** ClusterIP of the Service `kubernetes`. */
  readonly apiServiceAddress: string;
  readonly dnsAddress: string;
  /** The API server's URL, reachable from this machine and from the pods of every cluster. */
  readonly server: string;
}

/** The segment that joins all clusters; this machine has one address in it. */
export const FABRIC = {
  interface: 'pf-e2e',
  hostAddress: '10.213.0.1',
  prefixLength: 24,
  cidr: '10.213.0.0/24',
} as const;

/** What the names of API servers end in. */
export const ZONE = 'promfleet.test';

/** How many clusters the address plan has room for. */
export const MAX_CLUSTERS = 32;

/** Derives a cluster's addresses and paths from its name and number. */
export function planCluster(dir: string, name: string, index: number): Cluster {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) {
    throw new Refusal(`"${name}" cannot name a cluster: use a DNS label of at most 40 characters.`);
  }
  if (index >= MAX_CLUSTERS)
    throw new Refusal(`there is room for ${MAX_CLUSTERS} clusters; end some first.`);
  const controlPlaneAddress = `10.213.0.${10 + 2 * index}`;
  const services = `10.213.${128 + index}`;
  const pods = `10.213.${64 + index}`;
  return {
    name,
    index,
    dir: path.join(dir, name),
    nodeName: `${name}-node`,
    controlPlaneAddress,
    serverName: `${name}.${ZONE}`,
    secondAddress: `10.213.0.${10 + 2 * MAX_CLUSTERS + index}`,
    nodeAddress: `10.213.0.${11 + 2 * index}`,
    podCidr: `${pods}.0/24`,
    podGateway: `${pods}.1`,
    serviceCidr: `${services}.0/24`,
    apiServiceAddress: `${services}.1`,
    dnsAddress: `${services}.10`,
    server: `https://${controlPlaneAddress}:6443`,
  };
}

/** Remembers a cluster's number, so that another process finds the same addresses. */
export function recordCluster(cluster: Cluster): void {
  fs.mkdirSync(cluster.dir, { recursive: true });
  const content = JSON.stringify({ name: cluster.name, index: cluster.index });
  fs.writeFileSync(path.join(cluster.dir, 'cluster.json'), `${content}\n`);
}

/** The clusters recorded under a state directory, in the order they were added. */
export function recordedClusters(dir: string): Cluster[] {
  if (!fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir)
    .map((name) => path.join(dir, name, 'cluster.json'))
    .filter((file) => fs.existsSync(file))
    .map((file) => JSON.parse(fs.readFileSync(file, 'utf8')) as { name: string; index: number })
    .map(({ name, index }) => planCluster(dir, name, index))
    .sort((a, b) => a.index - b.index);
}

/** Where the administrator's kubeconfig of a cluster is. */
export function kubeconfig(cluster: Cluster): string {
  return path.join(cluster.dir, 'kubeconfig');
}
