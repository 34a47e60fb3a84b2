import { GRAFANA } from './components/grafana';
import type { EnvVariable, Grafana, GrafanaOidc } from './grafana-types';
import { fromSecret } from './secret-variable';

/** The variables that promfleet gives Grafana: the user's own have other names. */
export function ownVariables(grafana: Omit<Grafana, 'env'>): EnvVariable[] {
  const { rootUrl, oidc } = grafana;
  return [
    ...always(grafana),
    ...(rootUrl === undefined ? [] : [{ name: 'GF_SERVER_ROOT_URL', value: rootUrl }]),
    ...(grafana.secureCookies ? [{ name: 'GF_SECURITY_COOKIE_SECURE', value: 'true' }] : []),
    ...(oidc ? oidcVariables(oidc) : []),
  ];
}

const always = ({ adminSecret, port }: Pick<Grafana, 'adminSecret' | 'port'>): EnvVariable[] => [
  fromSecret('GF_SECURITY_ADMIN_USER', adminSecret, GRAFANA.adminKeys.user),
  fromSecret('GF_SECURITY_ADMIN_PASSWORD', adminSecret, GRAFANA.adminKeys.password),
  { name: 'GF_SERVER_HTTP_PORT', value: String(port) },
  ...NOTHING_OUTSIDE,
  { name: 'GF_LOG_MODE', value: 'console' },
];

/**
 * Nothing is asked of the internet, neither by the server nor by its pages: no usage reports, no
 * update checks, no plugins and no keys for them, no avatars, no news, no public snapshots.
 *
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
 */
const NOTHING_OUTSIDE: readonly EnvVariable[] = [
  { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
  { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
  { name: 'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES', value: 'false' },
  { name: 'GF_PLUGINS_PREINSTALL_DISABLED', value: 'true' },
  { name: 'GF_PLUGINS_PLUGIN_ADMIN_ENABLED', value: 'false' },
  { name: 'GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED', value: 'true' },
  { name: 'GF_SECURITY_DISABLE_GRAVATAR', value: 'true' },
  { name: 'GF_NEWS_NEWS_FEED_ENABLED', value: 'false' },
  { name: 'GF_SNAPSHOTS_EXTERNAL_ENABLED', value: 'false' },
];

/** The names of those that it has in any case. */
export const ALWAYS_SET = always(GRAFANA).map(({ name }) => name);

/** Where all variables of the login have their names from. */
const OAUTH = 'GF_AUTH_GENERIC_OAUTH_';

/** Its configuration in Grafana's own words. */
function oidcVariables(oidc: GrafanaOidc): EnvVariable[] {
  const { secret, allowedDomains, allowedGroups, groupsAttributePath, roleAttributePath } = oidc;
  const set = (name: string, value: string) => ({ name: `${OAUTH}${name}`, value });
  return [
    set('ENABLED', 'true'),
    set('NAME', oidc.name),
    fromSecret(`${OAUTH}CLIENT_ID`, secret, GRAFANA.oidcKeys.clientId),
    fromSecret(`${OAUTH}CLIENT_SECRET`, secret, GRAFANA.oidcKeys.clientSecret),
    set('SCOPES', oidc.scopes.join(' ')),
    set('AUTH_URL', oidc.authUrl),
    set('TOKEN_URL', oidc.tokenUrl),
    set('API_URL', oidc.apiUrl),
    set('USE_PKCE', 'true'),
    ...(allowedDomains ? [set('ALLOWED_DOMAINS', allowedDomains.join(' '))] : []),
    ...(allowedGroups
      ? [
          set('ALLOWED_GROUPS', allowedGroups.join(' ')),
          set('GROUPS_ATTRIBUTE_PATH', groupsAttributePath),
        ]
      : []),
    ...(roleAttributePath === undefined
      ? []
      : [set('ROLE_ATTRIBUTE_PATH', roleAttributePath), set('ROLE_ATTRIBUTE_STRICT', 'true')]),
  ];
}
