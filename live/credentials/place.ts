import { isIP } from 'node:net';
import { parseServerUrl } from '../../language/server-url';
import type { Member } from '../../model/types';
import { accessOf } from '../client/authenticate';
import { ApiConnection } from '../client/connection';
import type { KubeContext } from '../client/kubeconfig';
import type { ClusterEntry, UserEntry } from '../client/kubeconfig-file';
import type { Contents } from './credential';

/** A way to an API server. */
export interface Place {
  /** `https://HOST:PORT/PREFIX`, without a slash at the end. */
  readonly server: string;
  readonly host: string;
  readonly port: number;
  /** The name that its certificate has to have, where that is not the host. */
  readonly serverName?: string;
  /** Proxy on the way there, as the kubeconfig or the fleet file has it. */
  readonly proxyUrl?: string;
}

/** The way that the hub goes: by the fleet file. */
export function hubsWay({ server, job }: Member): Place {
  const { pathPrefix } = parseServerUrl(`https://${server}`);
  const url = `https://${job.target}${pathPrefix}`;
  const { host, port } = parseServerUrl(url);
  return { server: url, host, port, serverName: job.serverName, proxyUrl: job.proxyUrl };
}

/** The way that kubectl goes. */
export function kubectlsWay({ server, serverName, proxyUrl }: KubeContext): Place {
  const { host, port } = parseServerUrl(server);
  return { server, host, port, serverName, proxyUrl };
}

/** The name that a certificate is verified for, and whether it can be asked for in a handshake. */
export function nameOf({ host, serverName = host }: Place): { name: string; sni?: string } {
  return { name: serverName, sni: isIP(serverName) ? undefined : serverName };
}

/**
 * A connection of nothing but a member's credentials.
 *
 * @param skipVerify - whether any certificate will do, as the fleet file says it for the hub
 */
export function connectionOf(
  { server, serverName, proxyUrl }: Place,
  { ca, certificate, key, token }: Contents,
  skipVerify: boolean,
): ApiConnection {
  const cluster: ClusterEntry = {
    server,
    'certificate-authority-data': base64(ca),
    'tls-server-name': serverName,
    'insecure-skip-tls-verify': skipVerify,
    'proxy-url': proxyUrl,
  };
  const user: UserEntry = token
    ? { token }
    : { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) };
  return new ApiConnection(server, () => accessOf(cluster, user));
}

const base64 = (text: string | undefined) => text && Buffer.from(text).toString('base64');
