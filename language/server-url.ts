import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** An API server's URL taken apart. */
export interface ServerUrl {
  /** Host name or address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** host:port as Prometheus takes a target; IPv6 in brackets. */
  readonly target: string;
  /** Path without a trailing slash; empty when there is none. */
  readonly pathPrefix: string;
  /**
   * host:port/path, the same for all ways to write one server: letter case, a trailing dot or
   * slash, the default port, forms of an IPv6 address.
   */
  readonly canonical: string;
}

/** Takes a URL that passed `checkServerUrl` apart. */
export function parseServerUrl(url: string): ServerUrl {
  const [, authority = '', path = ''] = PARTS.exec(url) ?? [];
  const { host, port = '443' } = splitAuthority(authority) ?? { host: authority };
  const pathPrefix = path.replace(/\/+$/, '');
  const { hostname } = new URL(`https://${isIPv6(host) ? `[${host}]` : host}`);
  const name = mappedAddress(hostname) ?? hostname.replace(/\.$/, '');
  return {
    host,
    port: Number(port),
    target: isIPv6(host) ? `[${host}]:${Number(port)}` : `${host}:${Number(port)}`,
    pathPrefix,
    canonical: `${name}:${Number(port)}${pathPrefix}`,
  };
}

/** Says what is wrong with the URL of an API server. */
export function checkServerUrl(url: string): string | undefined {
  const found = `found ${JSON.stringify(url)}`;
  const bad = (what: string, right: string) => `${what}, ${found}, write ${right}`;
  if (/^http:/i.test(url)) {
    return bad(
      'an API server is read over https only',
      JSON.stringify(url.replace(/^http:/i, 'https:')),
    );
  }
  if (!url.includes('://') && isAuthority(url.split('/')[0] ?? '')) {
    return bad('not a URL', `"https://${url}"`);
  }
  const parts = PARTS.exec(url);
  if (!parts) return bad('not an https URL', 'https://HOST[:PORT][/PATH]');
  const [, authority = '', path = '', query, fragment] = parts;
  if (authority.includes('@')) {
    return `user info does not belong in a server's URL, found some before @, write https://HOST[:PORT][/PATH]`;
  }
  if (query !== undefined) return bad("a query does not belong in a server's URL", 'it without ?…');
  if (fragment !== undefined)
    return bad("a fragment does not belong in a server's URL", 'it without #…');
  if (!isAuthority(authority)) {
    return bad(
      'not a host with an optional port',
      'https://HOST[:PORT][/PATH], IPv6 addresses in brackets',
    );
  }
  const { host = '' } = splitAuthority(authority) ?? {};
  if (isOwnHost(host)) {
    return bad(
      "the hub's pods reach themselves there, not the API server",
      'the address at which they reach it',
    );
  }
  // Prometheus escapes the path itself, so that a percent sign would reach the server as %25.
  if (!/^(\/[A-Za-z0-9._~!$&'()*+,;=:@-]+)*\/?$/.test(path) || /\/\.\.?(\/|$)/.test(path)) {
    return bad(
      'not a plain URL path',
      'segments of letters, digits, -, . and _, such as /k8s/clusters/c-m-1',
    );
  }
  return undefined;
}

/** Whether the text is a host or address that Prometheus can dial, with a port where `port` says so. */
export function isAuthority(text: string, port: 'required' | 'optional' = 'optional'): boolean {
  const parts = splitAuthority(text);
  if (!parts || (port === 'required' && parts.port === undefined)) return false;
  return parts.port === undefined || isPort(parts.port);
}

/** The IPv4 address in an IPv6 one, such as `[::ffff:c000:201]`: who dials it reaches the former. */
function mappedAddress(hostname: string): string | undefined {
  const [, high, low] = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const bytes = [high, low].map((part) => Number.parseInt(part, 16));
  return bytes.flatMap((number) => [number >> 8, number & 255]).join('.');
}

/** Whether a host is whoever asks for it. */
export function isOwnHost(host: string): boolean {
  const version = isIP(host);
  return version === 0
    ? /(^|\.)localhost\.?$/i.test(host)
    : OWN_ADDRESSES.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** Loopback, link-local and unspecified addresses. */
const OWN_ADDRESSES = new BlockList();
OWN_ADDRESSES.addSubnet('127.0.0.0', 8);
OWN_ADDRESSES.addSubnet('169.254.0.0', 16);
OWN_ADDRESSES.addSubnet('0.0.0.0', 8);
OWN_ADDRESSES.addSubnet('fe80::', 10, 'ipv6');
OWN_ADDRESSES.addSubnet('::', 127, 'ipv6');

const PARTS = /^https:\/\/([^/?#\\\s]*)(\/[^?#\\\s]*)?(\?[^#\s]*)?(#\S*)?$/i;

function splitAuthority(text: string): { host: string; port?: string } | undefined {
  const bracketed = /^\[([^\]%]*)\](?::([0-9]+))?$/.exec(text);
  if (bracketed) {
    const [, host = '', port] = bracketed;
    return isIPv6(host) ? withPort(host, port) : undefined;
  }
  const [, host = '', port] = /^([^:]*)(?::([0-9]+))?$/.exec(text) ?? [];
  return isHost(host) ? withPort(host, port) : undefined;
}

const withPort = (host: string, port: string | undefined) =>
  port === undefined ? { host } : { host, port };

function isHost(host: string): boolean {
  // A name that ends in a number is an address to every resolver, and then has to be a right one.
  if (/(^|\.)(0[xX][0-9a-fA-F]*|[0-9]+)\.?$/.test(host)) return isIPv4(host);
  return (
    host.length <= 253 &&
    /^[A-Za-z0-9]([-A-Za-z0-9_]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9])?)*\.?$/.test(
      host,
    )
  );
}

const isPort = (text: string) => /^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= 65535;
