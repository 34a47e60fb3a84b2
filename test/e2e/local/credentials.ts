import { generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createAuthority, issue, type LeafProps, type Pair } from './pki';
import { type Cluster, kubeconfig } from './plan';

/** Where a cluster keeps a certificate (`.crt`) or key (`.key`). */
export function pkiFile(cluster: Cluster, name: string): string {
  return path.join(cluster.dir, 'pki', name);
}

/** The cluster's certificate authority, PEM, without its key. */
export function authorityCertificate(cluster: Cluster): string {
  return fs.readFileSync(pkiFile(cluster, 'ca.crt'), 'utf8');
}

/** A certificate signed by the cluster's own authority, for anybody or any server, and any lifetime. */
export function issueCertificate(cluster: Cluster, leaf: LeafProps): Promise<Pair> {
  return issue(readPair(cluster, 'ca'), leaf);
}

/** The key that signs the tokens of ServiceAccounts. */
export const serviceAccountKey = (cluster: Cluster): string =>
  readPair(cluster, 'service-accounts').key;

/** Creates every key, certificate and kubeconfig that a cluster's components start with. */
export async function createCredentials(cluster: Cluster): Promise<void> {
  fs.mkdirSync(path.join(cluster.dir, 'pki'), { recursive: true, mode: 0o700 });
  const authority = await createAuthority(`${cluster.name}-ca`);
  writePair(cluster, 'ca', authority);
  const leaves: Record<string, LeafProps> = {
    apiserver: { commonName: 'kube-apiserver', hosts: apiServerHosts(cluster) },
    'apiserver-kubelet-client': {
      commonName: 'kube-apiserver-kubelet-client',
      organizations: ['system:masters'],
    },
    // Prometheus verifies kubelets against the cluster's authority, so the kubelet must not
    // make up a self-signed certificate as it does when it is given none.
    'kubelet-server': {
      commonName: `system:node:${cluster.nodeName}`,
      organizations: ['system:nodes'],
      hosts: [cluster.nodeName, cluster.nodeAddress],
    },
    kubelet: { commonName: `system:node:${cluster.nodeName}`, organizations: ['system:nodes'] },
    admin: { commonName: 'admin', organizations: ['system:masters'] },
    'kube-controller-manager': { commonName: 'system:kube-controller-manager' },
    'kube-scheduler': { commonName: 'system:kube-scheduler' },
    'kube-proxy': { commonName: 'system:kube-proxy' },
  };
  for (const [name, leaf] of Object.entries(leaves)) {
    const pair = await issue(authority, leaf);
    writePair(cluster, name, pair);
    if (leaf.hosts === undefined) writeKubeconfig(cluster, name, pair);
  }
  const serviceAccounts = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writePair(cluster, 'service-accounts', {
    cert: serviceAccounts.publicKey,
    key: serviceAccounts.privateKey,
  });
}

/** Where the kubeconfig of one of the cluster's components is; `admin` is the administrator's. */
export function componentKubeconfig(cluster: Cluster, name: string): string {
  return name === 'admin' ? kubeconfig(cluster) : pkiFile(cluster, `${name}.kubeconfig`);
}

/** Certificate and key of a name under the cluster's pki folder. */
export function readPair(cluster: Cluster, name: string): Pair {
  return {
    cert: fs.readFileSync(pkiFile(cluster, `${name}.crt`), 'utf8'),
    key: fs.readFileSync(pkiFile(cluster, `${name}.key`), 'utf8'),
  };
}

function apiServerHosts(cluster: Cluster): string[] {
  return [
    cluster.controlPlaneAddress,
    cluster.apiServiceAddress,
    '127.0.0.1',
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
    cluster.serverName,
  ];
}

function writePair(cluster: Cluster, name: string, pair: Pair): void {
  fs.writeFileSync(pkiFile(cluster, `${name}.crt`), pair.cert);
  fs.writeFileSync(pkiFile(cluster, `${name}.key`), pair.key, { mode: 0o600 });
}

function writeKubeconfig(cluster: Cluster, user: string, pair: Pair): void {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': cluster.name,
    clusters: [
      {
        name: cluster.name,
        cluster: {
          server: cluster.server,
          'certificate-authority-data': base64(authorityCertificate(cluster)),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': base64(pair.cert),
          'client-key-data': base64(pair.key),
        },
      },
    ],
    contexts: [{ name: cluster.name, context: { cluster: cluster.name, user } }],
  };
  // JSON is YAML too.
  const content = `${JSON.stringify(config, undefined, 2)}\n`;
  fs.writeFileSync(componentKubeconfig(cluster, user), content, { mode: 0o600 });
}
