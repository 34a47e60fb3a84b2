import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { VERIFIED } from '../client/authenticate';
import type { Place } from './place';

/**
 * A way through an HTTP proxy to a server.
 *
 * @throws an error with a code of the network if the proxy gives none, or is of another kind
 */
export function tunnel(
  proxy: string,
  { host, port }: Pick<Place, 'host' | 'port'>,
  timeoutMs: number,
): Promise<Socket> {
  const { protocol, hostname, port: proxyPort, username, password } = new URL(proxy);
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const ask = protocol === 'https:' ? secureRequest : request;
  return new Promise((resolve, reject) => {
    const refuse = (message: string, code: string) =>
      reject(Object.assign(new Error(message), { code }));
    if (!/^https?:$/.test(protocol)) {
      return refuse(`a proxy of the kind ${protocol} is not known here`, 'ENETUNREACH');
    }
    const asked = ask({
      ...VERIFIED,
      method: 'CONNECT',
      host: hostname,
      port: proxyPort || (protocol === 'https:' ? 443 : 80),
      path: target,
      headers: { host: target, ...(username ? { 'proxy-authorization': authorization } : {}) },
    });
    const late = () => asked.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(late, timeoutMs);
    asked.on('connect', ({ statusCode }, socket) => {
      clearTimeout(timer);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      refuse(`the proxy answers ${statusCode}`, 'EHOSTUNREACH');
    });
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}
