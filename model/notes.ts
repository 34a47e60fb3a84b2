import { GRAFANA } from './components/grafana';
import { OAUTH2_PROXY } from './components/oauth2-proxy';
import type { Fleet, Hub } from './types';

/** What had better be known and is as somebody may want it, a line each: no warning. */
export const notes = ({ hub }: Fleet): string[] => [...alerts(hub), ...secrets(hub)];

function alerts({ alertmanager, alertmanagers, alerting }: Hub): string[] {
  // Who is told there is for them to say.
  if (alerting.alertmanagers.length > 0) return [];
  if (alertmanagers.length === 0) {
    return [
      'alerts reach nobody: no Alertmanager is deployed, and neither `hub.alertmanager.existing` nor `hub.alerting` is set',
    ];
  }
  if (!alertmanager || alertmanager.config) return [];
  return ['alerts reach nobody: `hub.alertmanager.config` is not set'];
}

/** Secrets that only the user can make, and without which a pod does not start. */
function secrets({ login, grafana }: Hub): string[] {
  const { clientId, clientSecret, cookieSecret, htpasswd } = OAUTH2_PROXY.keys;
  return [
    ...(login
      ? [
          needed(
            'the login',
            login,
            login.secret,
            login.oidc ? [clientId, clientSecret, cookieSecret] : [htpasswd, cookieSecret],
          ),
        ]
      : []),
    ...(grafana?.oidc
      ? [needed('Grafana', grafana, grafana.oidc.secret, Object.values(GRAFANA.oidcKeys))]
      : []),
  ];
}

function needed(
  what: string,
  { namespace }: { readonly namespace: string },
  secret: string,
  keys: readonly string[],
): string {
  return `${what} starts when Secret ${namespace}/${secret} has ${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}: see docs/login.md`;
}
