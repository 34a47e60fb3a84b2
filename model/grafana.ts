import { GRAFANA } from './components/grafana';
import { GRAFANA_OIDC_DEFAULTS } from './defaults';
import type { Grafana } from './grafana-types';
import { doorOf, doorUrl, issuerPorts } from './login';
import type { HubSettings } from './settings';

/** What the fleet file says of Grafana's container, and of those who come to it from outside. */
export function grafanaSettings({
  grafana,
  ingressNamespaces,
}: HubSettings): Pick<
  Grafana,
  'resources' | 'env' | 'door' | 'rootUrl' | 'secureCookies' | 'oidc'
> {
  const { resources = GRAFANA.resources, env = [], oidc } = grafana;
  const door = doorOf(grafana, ingressNamespaces);
  const rootUrl = door && doorUrl(door);
  return {
    resources,
    env,
    door,
    rootUrl,
    secureCookies: rootUrl?.startsWith('https:') ?? false,
    oidc: oidc && {
      ...GRAFANA_OIDC_DEFAULTS,
      ...oidc,
      // Grafana's pages send people to the one, and its pods ask the others.
      ports: issuerPorts(oidc.tokenUrl, oidc.apiUrl),
    },
  };
}
