import { isAuthority } from './server-url';

/** Of what a proxy's URL is made, whatever else is wrong with it. */
export const PROXY_URL = /^http:\/\/[A-Za-z0-9._:[\]-]+\/?$/;

/**
 * Says what is wrong with the URL of the proxy on the way to an API server.
 *
 * It is reached without TLS: Prometheus would verify it as it verifies the API server, by that CA and
 * that name, and shake hands with the certificate that is for the API server. What goes through it is
 * TLS from the hub to the API server.
 */
export function checkProxyUrl(url: string): string | undefined {
  const found = `found ${JSON.stringify(url)}`;
  const [, scheme, authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(
    url,
  ) ?? [undefined, undefined, undefined];
  if (scheme === undefined) {
    return isAuthority(url)
      ? `not a URL, ${found}, write "http://${url}"`
      : `not a URL, ${found}, write http://HOST[:PORT]`;
  }
  if (authority.includes('@')) {
    return 'a secret does not belong in the fleet file, found user info in the URL, write http://HOST[:PORT] of a proxy that knows the hub by its address';
  }
  if (scheme === 'https') {
    return `Prometheus would verify the proxy by the CA of the API server, ${found}, write the http URL of a proxy: what goes through it is TLS all the same`;
  }
  if (scheme !== 'http') {
    return `not the URL of an HTTP proxy, ${found}, write http://HOST[:PORT]`;
  }
  if (rest !== '' && rest !== '/')
    return `a proxy has no path, ${found}, write http://${authority}`;
  return isAuthority(authority)
    ? undefined
    : `not a host with an optional port, ${found}, write http://HOST[:PORT], IPv6 addresses in brackets`;
}
