import { kubectlJson } from './kubectl';

/** A cluster the suite was given: where it is, and the administrator's way into it. */
export interface Cluster {
  readonly name: string;
  readonly kubeconfig: string;
  /** URL of its API server as the hub's pods reach it. */
  readonly server: string;
  /** URL of its API server as this machine reaches it. */
  readonly address: string;
  /** Certificate authority of its API server, PEM. */
  readonly authority: string;
}

/** What the command line says of a cluster. */
export interface ClusterOption {
  readonly name: string;
  readonly kubeconfig: string;
  /** @default - the URL in the kubeconfig */
  readonly server?: string;
}

/** Reads what else has to be known from the kubeconfig. */
export async function readCluster(option: ClusterOption): Promise<Cluster> {
  const { name, kubeconfig } = option;
  const view = ['config', 'view', '--minify', '--raw', '--flatten'];
  const config = await kubectlJson<Kubeconfig>({ kubeconfig }, view);
  const entry = config.clusters?.[0]?.cluster;
  const authority = entry?.['certificate-authority-data'];
  if (!entry?.server || !authority) {
    throw new Error(`${kubeconfig} names no server with a certificate authority`);
  }
  return {
    name,
    kubeconfig,
    server: option.server ?? entry.server,
    address: entry.server,
    authority: Buffer.from(authority, 'base64').toString(),
  };
}

interface Kubeconfig {
  readonly clusters?: { cluster: { server?: string; 'certificate-authority-data'?: string } }[];
}
