import { DNS_LABEL } from './names';

/**
 * Says what is wrong with the name of a Service port: a DNS label, and no number.
 *
 * https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function checkServicePortName(name: string): string | undefined {
  const right = DNS_LABEL.test(name) && !/^[0-9]+$/.test(name);
  if (right) return undefined;
  const number = /^[0-9]+$/.test(name)
    ? `${Number(name)} without quotes`
    : 'at most 63 of a-z, 0-9 and -, such as http-web';
  return `not the name of a Service port, found ${JSON.stringify(name)}, write ${number}`;
}

/** Says what is wrong with a route prefix: nothing, or a path without a trailing slash. */
export function checkRoutePrefix(prefix: string): string | undefined {
  if (prefix === '' || /^(\/[A-Za-z0-9._~-]+)+$/.test(prefix)) {
    return /\/\.\.?(\/|$)/.test(prefix) ? bad(prefix, '/prometheus, say') : undefined;
  }
  if (/^\/*$/.test(prefix)) return bad(prefix, '"" for none');
  if (/^(\/[A-Za-z0-9._~-]+)+\/+$/.test(prefix)) return bad(prefix, prefix.replace(/\/+$/, ''));
  if (/^[A-Za-z0-9._~-]+$/.test(prefix)) return bad(prefix, `/${prefix}`);
  return bad(prefix, '/prometheus, say');
}

const bad = (prefix: string, right: string) =>
  `not a route prefix, found ${JSON.stringify(prefix)}, write ${right}`;
