import { isIP } from 'node:net';
import { type Check, matching } from './check';
import { DNS_SUBDOMAIN } from './names';
import { isAuthority, isOwnHost } from './server-url';

const checkName = matching(
  DNS_SUBDOMAIN,
  'a host name',
  'one in small letters and without a wildcard, such as prometheus.example.com',
);

/** The name of a host as an Ingress and an HTTPRoute take it; a login comes back to it. */
export const checkHost: Check = (value) =>
  isIP(value) || /(^|\.)\d+$/.test(value)
    ? `an address is no host name, found ${JSON.stringify(value)}, write a name that leads to it`
    : checkName(value);

const URL_PARTS = /^https:\/\/([^/?#\\\s]*)(\/[^?#\\\s"]*)?(\?[^#\\\s"]*)?$/i;

/** The URL of one who says who people are: what is sent there is for nobody else. */
export function checkLoginUrl(value: string): string | undefined {
  const found = `found ${JSON.stringify(value)}`;
  if (/^http:/i.test(value)) {
    return `a login goes over https only, ${found}, write ${JSON.stringify(value.replace(/^http:/i, 'https:'))}`;
  }
  const [, authority = '', path, query] = URL_PARTS.exec(value) ?? [];
  if (authority.includes('@')) {
    return 'a secret does not belong in the fleet file, found user info in the URL, leave it out';
  }
  const host = authority.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (!isAuthority(authority) || (query !== undefined && path === undefined)) {
    return `not an https URL, ${found}, write https://HOST[:PORT][/PATH]`;
  }
  return isOwnHost(host)
    ? `the pods reach themselves there, ${found}, write the address at which they reach it`
    : undefined;
}

/** The URL of an issuer: what stands behind it is found below it. */
export const checkIssuerUrl: Check = (value) =>
  checkLoginUrl(value) ??
  (value.includes('?')
    ? `an issuer has no query, found ${JSON.stringify(value)}, write it without ?…`
    : undefined);

/** The part of mail addresses behind the @, as oauth2-proxy compares it; `*` is any. */
export const checkEmailDomain: Check = matching(
  /^(\*|(\*?\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)$/,
  'the domain of mail addresses',
  'one such as example.com, or .example.com with all below it',
);
