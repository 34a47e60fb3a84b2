import { rootDefaults } from '../../../model/alertmanager';
import { ALERTMANAGER } from '../../../model/components/alertmanager';
import { HEARTBEAT_DEFAULTS } from '../../../model/defaults';
import { data, define } from './define';

const { component, port, resources } = ALERTMANAGER;

/** What templates of the hub's chart call for Alertmanager. */
export const ALERTMANAGER_HELPERS = [
  define(
    'alertmanager',
    "Fills in what the settings of the hub's Alertmanager leave out, and what follows from them.",
    '{{- $hub := . -}}',
    '{{- $alertmanager := $hub.alertmanager -}}',
    '{{- $_ := set $alertmanager "enabled" (and $alertmanager.enabled (empty $alertmanager.existing)) -}}',
    '{{- range $existing := $alertmanager.existing -}}{{- $_ := set $existing "scheme" ($existing.scheme | default "http") -}}{{- end -}}',
    '{{- $_ := set $alertmanager "storageClass" ($alertmanager.storageClass | default $hub.storageClass) -}}',
    `{{- if not (hasKey $alertmanager "resources") -}}{{- $_ := set $alertmanager "resources" ${data(resources)} -}}{{- end -}}`,
    '{{- $secrets := $alertmanager.secrets | default list -}}',
    '{{- if $alertmanager.heartbeat -}}',
    `{{- $heartbeat := ${data(HEARTBEAT_DEFAULTS)} -}}`,
    '{{- range $key, $value := $alertmanager.heartbeat -}}{{- $_ := set $heartbeat $key $value -}}{{- end -}}',
    '{{- $_ := set $heartbeat "half" (printf "%dms" (div (include "promfleet.durationMs" $heartbeat.interval | int64) 2)) -}}',
    '{{- $_ := set $alertmanager "heartbeat" $heartbeat -}}',
    '{{- $secrets = append $secrets $heartbeat.secret | uniq -}}',
    '{{- end -}}',
    '{{- $_ := set $alertmanager "secrets" $secrets -}}',
    '{{- $config := $alertmanager.config | default dict -}}',
    '{{- $_ := set $alertmanager "config" $config -}}',
    `{{- $route := ${data(rootDefaults(''))} -}}`,
    '{{- $_ := set $route "group_by" (list $hub.clusterLabel "alertname") -}}',
    '{{- range $key, $value := $config.route -}}{{- $_ := set $route $key $value -}}{{- end -}}',
    '{{- $_ := set $alertmanager "route" (omit $route "routes") -}}',
    '{{- $_ := set $alertmanager "routes" ($route.routes | default list) -}}',
    '{{- $pods := list -}}',
    '{{- range $ordinal := until (int $alertmanager.replicas) -}}',
    `{{- $pod := printf "%s-${component}-%d" $hub.release $ordinal -}}`,
    `{{- $host := printf "%s.%s-${component}-headless.%s.svc" $pod $hub.release $hub.namespace -}}`,
    `{{- $pods = append $pods (dict "pod" $pod "host" $host "address" (printf "%s:${port}" $host)) -}}`,
    '{{- end -}}',
    '{{- $_ := set $alertmanager "pods" $pods -}}',
  ),
];
