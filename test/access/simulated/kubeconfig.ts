import { writeFileSync } from 'node:fs';
import type { Fields } from './json';
import type { SimulatedCluster } from './server';

/** How a context logs in. */
export type KubeconfigUser =
  | 'certificate'
  | 'token'
  | { readonly exec: { readonly command: string; readonly args?: readonly string[] } }
  | { readonly user: Fields };

/** A context of a kubeconfig. */
export interface KubeconfigEntry {
  readonly cluster: SimulatedCluster;
  /** @default - the name of the cluster */
  readonly context?: string;
  /** @default - the administrator's certificate */
  readonly user?: KubeconfigUser;
  /** PEM of what verifies the server. @default - the authority that does */
  readonly certificateAuthority?: string;
  /** @default - the URL of the cluster */
  readonly server?: string;
  /** @default - none */
  readonly tlsServerName?: string;
}

/**
 * Writes one kubeconfig for any number of clusters; the first context is the current one.
 */
export function writeKubeconfig(
  entries: readonly (SimulatedCluster | KubeconfigEntry)[],
  path: string,
): void {
  const all = entries.map(
    (entry): KubeconfigEntry => ('cluster' in entry ? entry : { cluster: entry }),
  );
  const named = all.map((entry) => ({ name: entry.context ?? entry.cluster.name, entry }));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': named[0]?.name,
    clusters: named.map(({ name, entry }) => ({ name, cluster: clusterOf(entry) })),
    users: named.map(({ name, entry }) => ({ name: `${name}-user`, user: userOf(entry) })),
    contexts: named.map(({ name }) => ({ name, context: { cluster: name, user: `${name}-user` } })),
  };
  // JSON is YAML too.
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
}

/** Writes a program, for `exec`, that logs in with a token. */
export function writeExecPlugin(path: string, token: string): void {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token },
  };
  writeFileSync(path, `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`, { mode: 0o700 });
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

const clusterOf = ({ cluster, certificateAuthority, server, tlsServerName }: KubeconfigEntry) => ({
  server: server ?? cluster.url,
  'certificate-authority-data': base64(certificateAuthority ?? cluster.pki.serverAuthority),
  ...(tlsServerName ? { 'tls-server-name': tlsServerName } : {}),
});

function userOf({ cluster, user = 'certificate' }: KubeconfigEntry): Fields {
  if (user === 'token') return { token: cluster.adminToken };
  if (user === 'certificate') {
    const { cert, key } = cluster.pki.admin;
    return { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };
  }
  if ('user' in user) return user.user;
  const apiVersion = 'client.authentication.k8s.io/v1';
  return { exec: { apiVersion, interactiveMode: 'Never', ...user.exec } };
}
