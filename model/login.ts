import type { FleetFile } from '../inventory/schema/fleet';
import { parseServerUrl } from '../language/server-url';
import type { Door, Login } from './door-types';
import { portsOf } from './ports';
import type { HubSettings } from './settings';
import type { PrometheusServer } from './types';
import { besideHub, workload } from './workload';

/** What stands in front of the hub's Prometheus, where the fleet file says how people log in. */
export function login(
  hub: HubSettings,
  images: FleetFile['images'],
  { name, namespace, servicePort, replicas }: PrometheusServer,
): Login | undefined {
  const { oidc, htpasswd } = hub.login ?? {};
  const secret = oidc?.secret ?? htpasswd?.secret;
  if (secret === undefined) return undefined;
  const highlyAvailable = replicas > 1;
  return {
    ...workload('oauth2Proxy', besideHub(hub), images),
    // Its sessions are in cookies: any of its pods knows them.
    replicas: highlyAvailable ? 2 : 1,
    highlyAvailable,
    upstream: `http://${name}.${namespace}.svc:${servicePort}/`,
    secret,
    oidc: oidc && { ...oidc, ports: issuerPorts(oidc.issuerUrl) },
    door: { ingress: hub.ingress, httpRoute: hub.httpRoute, namespaces: hub.ingressNamespaces },
  };
}

/** The door that an entry has, if any. */
export const doorOf = (
  { ingress, httpRoute }: Pick<Door, 'ingress' | 'httpRoute'>,
  namespaces: Door['namespaces'],
): Door | undefined => (ingress || httpRoute ? { ingress, httpRoute, namespaces } : undefined);

/** The ports at which an issuer is reached by these URLs; absent where it is any. */
export const issuerPorts = (...urls: readonly string[]) =>
  portsOf(urls.map((url) => parseServerUrl(url.replace(/\?.*/s, '')).target));

/** The URL that people see: of an HTTPRoute it is its first, over TLS at the Gateway's listener. */
export function doorUrl({ ingress, httpRoute }: Door): string {
  if (!ingress) return `https://${httpRoute?.hostnames[0]}/`;
  return `${ingress.tls ? 'https' : 'http'}://${ingress.host}/`;
}
