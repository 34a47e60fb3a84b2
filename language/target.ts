import { isAuthority } from './server-url';

/** Says what is wrong with a static target, which Prometheus takes as host:port and never as a URL. */
export function checkTarget(value: string): string | undefined {
  const found = `found ${JSON.stringify(value)}`;
  const scheme = /^([a-z]+:\/\/)([^/]*)(.*)$/i.exec(value);
  if (scheme) {
    const [, prefix, host] = scheme;
    return `a target is not a URL, ${found}, write host:port without ${prefix}${host ? `, such as ${host.includes(':') ? host : `${host}:9090`}` : ''}`;
  }
  if (value.includes('/')) return `a target has no path, ${found}, write host:port`;
  return isAuthority(value, 'required')
    ? undefined
    : `not a target, ${found}, write host:port, such as prometheus.monitoring.svc:9090`;
}
