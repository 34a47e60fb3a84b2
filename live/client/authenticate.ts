import { readFileSync } from 'node:fs';
import { Agent as AnyAgent } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { getProxyForUrl } from 'proxy-from-env';
import type { Access } from './connection';
import { execCredential } from './exec-credential';
import { asError, ClusterFailure } from './failure';
import type { ClusterEntry, UserEntry } from './kubeconfig-file';

/** Connections to one API server at a time: enough to apply a member's objects side by side. */
const MOST_SOCKETS = 6;

/**
 * How to ask a cluster of a kubeconfig as one of its users; runs the user's program, if it has one.
 *
 * @throws ClusterFailure if the program gives no credentials
 */
export async function accessOf(
  cluster: ClusterEntry,
  user: UserEntry,
  loginTimeoutMs?: number,
): Promise<Access> {
  const known = await loggedIn(cluster, user, loginTimeoutMs);
  const { server } = cluster;
  if (known.authProvider || proxyOf(cluster))
    return { server, ...(await byLibrary(cluster, known)) };
  const pem = (data: string | undefined, file: string | undefined) =>
    data ? Buffer.from(data, 'base64') : file && readCredential(file);
  const ca = caOf(cluster);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: MOST_SOCKETS,
    ca,
    ...partialChains(ca),
    cert: pem(known.certData, known.certFile),
    key: pem(known.keyData, known.keyFile),
    servername: cluster['tls-server-name'] ?? undefined,
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
  });
  return { server, agent, headers: headersOf(known) };
}

/**
 * As Go does, and so kubectl and Prometheus: a CA need not have signed itself. Not with public ones, as
 * Node.js 20 then knows nothing of `NODE_EXTRA_CA_CERTS`.
 */
export const partialChains = (ca: string | undefined) =>
  ca === undefined ? {} : { allowPartialTrustChain: true };

/**
 * Said, as otherwise `NODE_TLS_REJECT_UNAUTHORIZED` in the environment decides: credentials go to whom
 * the kubeconfig trusts. The library overrides it for a cluster whose certificate is not to be verified.
 */
export const VERIFIED = { rejectUnauthorized: true };

/** A cluster and user of a kubeconfig as `@kubernetes/client-node` takes them, logged in. */
export async function libraryConfig(
  cluster: ClusterEntry,
  user: UserEntry,
  loginTimeoutMs?: number,
): Promise<KubeConfig> {
  return configOf(cluster, await loggedIn(cluster, user, loginTimeoutMs));
}

/** For what the library alone knows, such as OpenID Connect and SOCKS; it takes a while to load. */
async function byLibrary(cluster: ClusterEntry, user: LoggedIn): Promise<Omit<Access, 'server'>> {
  const config = await configOf(cluster, user);
  const options: RequestOptions = { ...VERIFIED };
  await config.applyToHTTPSOptions(options);
  const { agent, headers } = options;
  if (!(agent instanceof AnyAgent))
    throw new Error('unreachable: the library always sets an agent');
  return { agent, headers: { ...headersOf(user), ...headers } };
}

async function configOf(cluster: ClusterEntry, user: LoggedIn): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const name = 'promfleet';
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name,
        server: cluster.server,
        caData: cluster['certificate-authority-data'] ?? undefined,
        caFile: cluster['certificate-authority'] ?? undefined,
        skipTLSVerify: cluster['insecure-skip-tls-verify'] === true,
        tlsServerName: cluster['tls-server-name'] ?? undefined,
        proxyUrl: proxyOf(cluster),
      },
    ],
    users: [{ name, ...user }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return config;
}

function headersOf({ token, username, password, impersonateUser }: LoggedIn) {
  const basic = username && Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  const authorization = token ? `Bearer ${token}` : basic && `Basic ${basic}`;
  return {
    ...(authorization ? { authorization } : {}),
    ...(impersonateUser ? { 'impersonate-user': impersonateUser } : {}),
  };
}

/** The CA that a kubeconfig trusts for a cluster, as PEM; absent where it is the system's. */
export function caOf(cluster: ClusterEntry): string | undefined {
  const { 'certificate-authority-data': data, 'certificate-authority': file } = cluster;
  if (data) return Buffer.from(data, 'base64').toString();
  return file ? readCredential(file) : undefined;
}

/** What `@kubernetes/client-node` ignores: as somebody else than was meant, nothing is asked. */
const IMPERSONATION = ['as-uid', 'as-groups', 'as-user-extra'] as const;

/** A user with what its program or file gives, in the library's words. */
type LoggedIn = Awaited<ReturnType<typeof loggedIn>>;

async function loggedIn(cluster: ClusterEntry, user: UserEntry, loginTimeoutMs?: number) {
  const asOthers = IMPERSONATION.filter((key) => user[key]);
  if (asOthers.length > 0) {
    const message = `the kubeconfig asks in the name of more than a user, found ${asOthers.join(' and ')}, which port-forwarding cannot, take a user that needs it not`;
    throw new ClusterFailure('unauthenticated', message);
  }
  const known = {
    certFile: user['client-certificate'] ?? undefined,
    certData: user['client-certificate-data'] ?? undefined,
    keyFile: user['client-key'] ?? undefined,
    keyData: user['client-key-data'] ?? undefined,
    token: user.token ?? (user.tokenFile ? readCredential(user.tokenFile).trim() : undefined),
    username: user.username ?? undefined,
    password: user.password ?? undefined,
    impersonateUser: user.as ?? undefined,
    authProvider: user['auth-provider'] ?? undefined,
  };
  if (!user.exec) return known;
  const printed = await execCredential(user.exec, cluster, loginTimeoutMs);
  const { token, clientCertificateData, clientKeyData } = printed;
  const base64 = (pem: string | undefined) => pem && Buffer.from(pem).toString('base64');
  return {
    ...known,
    ...(token ? { token } : {}),
    ...(clientCertificateData
      ? { certData: base64(clientCertificateData), keyData: base64(clientKeyData) }
      : {}),
  };
}

/** The proxy that the kubeconfig or the environment has for a cluster. */
export function proxyOf({
  server,
  'proxy-url': proxy,
}: Pick<ClusterEntry, 'server' | 'proxy-url'>): string | undefined {
  return proxy || getProxyForUrl(server) || undefined;
}

function readCredential(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { message: why } = asError(error);
    throw new ClusterFailure(
      'unauthenticated',
      `a file that the kubeconfig names cannot be read, found ${why}, put it there`,
    );
  }
}
