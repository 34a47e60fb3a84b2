import type { AlertmanagerClient } from '../../model/alertmanager-types';
import type { Hub, Monitor } from '../../model/types';
import { FEDERATED_LABEL } from '../relabel/federated-rules';
import { unmarked } from '../relabel/federation-marker';
import { notRaw } from '../relabel/raw-scope';
import type { AlertingConfig, AlertmanagerClientConfig, RelabelConfig } from '../types';

/** Where the hub's Prometheus sends its alerts; absent where it sends them nowhere. */
export function alerting({ server, alertmanagers, alerting }: Hub): AlertingConfig | undefined {
  if (alertmanagers.length + alerting.alertmanagers.length === 0) return undefined;
  return {
    alert_relabel_configs: [
      ...(server.replicaLabel ? [without(server.replicaLabel)] : []),
      unmarked(),
      // It says what is sent to the hub, which means nothing to whoever is told.
      without(FEDERATED_LABEL),
      ...alerting.alert_relabel_configs,
    ],
    alertmanagers: [...alertmanagers.map(client), ...alerting.alertmanagers],
  };
}

/**
 * Where a member's Prometheus sends its alerts; absent where the hub alone has them. They are sent as
 * the hub sends them, without what is said to the hub.
 */
export function memberAlerting({ server, alerting }: Monitor): AlertingConfig | undefined {
  if (alerting.alertmanagers.length === 0) return undefined;
  return {
    alert_relabel_configs: [
      without(FEDERATED_LABEL),
      // Who may ask for raw series has it as an external label.
      ...(server.remoteReadLimits ? [notRaw()] : []),
      ...alerting.alert_relabel_configs,
    ],
    alertmanagers: alerting.alertmanagers,
  };
}

/** Drops a label: the alerts of two replicas would else be two. */
const without = (label: string): RelabelConfig => ({ regex: label, action: 'labeldrop' });

/** What is Prometheus's default anyway is left out, but for redirects, which nobody needs here. */
function client(one: AlertmanagerClient): AlertmanagerClientConfig {
  const { targets, scheme = 'http', path_prefix, tls_config, authorization, basic_auth } = one;
  return {
    ...(scheme === 'http' ? {} : { scheme }),
    ...(path_prefix ? { path_prefix } : {}),
    follow_redirects: false,
    ...(tls_config ? { tls_config } : {}),
    ...(authorization ? { authorization } : {}),
    ...(basic_auth ? { basic_auth } : {}),
    static_configs: [{ targets }],
  };
}
