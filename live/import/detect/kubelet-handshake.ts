import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import type { Node } from './nodes';

/** What a kubelet's certificate turned out to be. */
export interface Handshake {
  /** Such as `node a at 10.0.0.1:10250`. */
  readonly kubelet: string;
  /**
   * Why its certificate does not verify.
   *
   * @default - it does
   */
  readonly error?: string;
}

/**
 * Looks at the certificate that a node's kubelet presents. Nothing is sent, neither credentials nor
 * a request.
 *
 * @param ca - certificates of the cluster's authority, PEM
 * @returns undefined if it cannot be reached, or something else answers at its address
 */
export function handshake(
  { metadata: { name }, status }: Node,
  ca: string,
  timeoutMs: number,
): Promise<Handshake | undefined> {
  const host = status.addresses.find(({ type }) => type === 'InternalIP')?.address;
  const port = status.daemonEndpoints.kubeletEndpoint?.Port;
  if (!host || !isIP(host) || !port) return Promise.resolve(undefined);
  const kubelet = `node ${name} at ${host.includes(':') ? `[${host}]` : host}:${port}`;
  const names = [name, ...status.addresses.map(({ address }) => address)];
  return new Promise((resolve) => {
    // Certificates that do not verify are what this is about; nothing is said to who has one.
    const socket = connect({ host, port, ca, rejectUnauthorized: false });
    const end = (found?: Handshake) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(found);
    };
    const timer = setTimeout(end, timeoutMs);
    socket.on('error', () => end());
    socket.on('secureConnect', () => {
      if (socket.authorized) return end({ kubelet });
      // Private addresses are used many times: another network's host may be at this one's.
      if (!isOf(socket.getPeerCertificate(), names)) return end();
      end({ kubelet, error: String(socket.authorizationError) });
    });
  });
}

/** Whether a certificate names a node; kubelets that sign their own append `@` and a time. */
function isOf({ subject, subjectaltname = '' }: PeerCertificate, names: readonly string[]) {
  const common = [subject?.CN ?? []].flat().map((name) => name.split('@')[0]);
  const alternative = subjectaltname.split(', ').map((name) => name.replace(/^[^:]*:/, ''));
  const claimed = [...common, ...alternative];
  return names.some((name) => claimed.includes(name) || claimed.includes(`system:node:${name}`));
}
