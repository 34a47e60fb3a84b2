import { connect, isIP } from 'node:net';
import { proxyOf } from '../client/authenticate';
import { asError } from '../client/failure';
import type { Place } from '../credentials/place';

/** How far it is to a server from here. */
export interface Reach {
  /** Address of its name; absent where it has none, or was not asked for. */
  readonly address?: string;
  /** Proxy on the way, which looks names up itself: of the environment, or the hub's. */
  readonly proxy?: string;
  /** Milliseconds until a TCP connection stood. */
  readonly connectedMs?: number;
  /** What went wrong; absent: nothing. */
  readonly failure?: { readonly step: 'DNS' | 'TCP'; readonly code: string };
}

/** For the name and the connection together. */
const TIMEOUT_MS = 2_500;

/** Looks a server's name up and connects, as far as it goes: to the hub's proxy, where it has one. */
export async function reach({ host, port, server, proxyUrl }: Place): Promise<Reach> {
  if (proxyUrl) {
    const { hostname, port: proxyPort, host: proxy } = new URL(proxyUrl);
    const plain = hostname.replace(/^\[|\]$/g, '');
    return { ...(await dial({ host: plain, port: Number(proxyPort || 80) })), proxy };
  }
  const proxy = proxyOf({ server });
  return proxy ? { proxy: new URL(proxy).host } : dial({ host, port });
}

function dial({ host, port }: Pick<Place, 'host' | 'port'>): Promise<Reach> {
  return new Promise((resolve) => {
    let address = isIP(host) ? host : undefined;
    const since = Date.now();
    const socket = connect({ host, port });
    const late = Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => socket.destroy(late), TIMEOUT_MS);
    const end = (reach: Reach) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reach);
    };
    socket.on('lookup', (_, found) => {
      address ??= found;
    });
    socket.once('connect', () => end({ address, connectedMs: Date.now() - since }));
    socket.on('error', (error) => {
      const { code, message } = asError(error);
      const step = address === undefined ? 'DNS' : 'TCP';
      end({ address, failure: { step, code: code ?? message } });
    });
  });
}
