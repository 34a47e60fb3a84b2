import { defaultUser } from '../../../model/access';
import { EXPORTER_KEYS } from '../../../model/components';
import { RAW } from '../../../model/components/drill-down';
import { FEDERATION_READER } from '../../../model/components/federation';
import { MONITOR_PROMETHEUS } from '../../../model/components/prometheus';
import { CLUSTER_DEFAULTS, HUB_DEFAULTS } from '../../../model/defaults';
import { defaultSecretName } from '../../../model/statestore';
import { CIDR } from './cidr';
import { data, define, resolve } from './define';
import { missing } from './refusals';
import { SCRAPING } from './scraping';

/** What templates of the monitor's chart call. */
export const MONITOR = [
  ...CIDR,
  ...SCRAPING,
  resolve('cluster'),
  define(
    'cluster',
    'The cluster with all that its values leave out, and what follows from them.',
    `{{- $cluster := ${data(CLUSTER_DEFAULTS)} -}}`,
    '{{- include "promfleet.merge" (dict "into" $cluster "from" (omit .Values "hub" "images" "global" "nameOverride" "extraObjects")) -}}',
    '{{- $monitor := $cluster.monitor -}}',
    '{{- $hub := .Values.hub -}}',
    missing(
      '',
      'name',
      'name of the cluster: unique, its job name and the value of its cluster label',
      '$cluster.name',
    ),
    missing('hub: ', 'cluster', "the hub's own name in labels", '$hub.cluster'),
    '{{- if $cluster.server -}}{{- include "promfleet.checkServerUrl" (dict "at" "server" "url" $cluster.server) -}}{{- end -}}',
    `{{- $images := include "promfleet.prometheusServer" (dict "root" . "settings" $monitor "given" .Values.monitor "at" "monitor" "prefix" "${MONITOR_PROMETHEUS.routePrefix}" "kept" "${MONITOR_PROMETHEUS.retentionWithoutVolume}") | fromJson -}}`,
    '{{- $_ := set $cluster "images" $images -}}',
    `{{- $timeout := include "promfleet.shorter" (list "${MONITOR_PROMETHEUS.scrapeTimeout}" $monitor.scrapeInterval) -}}`,
    '{{- $_ := set $monitor "scrapeTimeout" ($monitor.scrapeTimeout | default $timeout) -}}',
    '{{- include "promfleet.checkTimeout" (dict "at" "monitor.scrapeTimeout" "timeout" $monitor.scrapeTimeout "interval" $monitor.scrapeInterval) -}}',
    '{{- include "promfleet.checkScraping" $monitor -}}',
    '{{- include "promfleet.controlPlane" $monitor -}}',
    '{{- include "promfleet.exporters" $monitor -}}',
    '{{- range $key := list "nodeLabels" "objectLabels" -}}',
    '{{- $names := list -}}',
    '{{- range $label := get $monitor $key -}}{{- $names = append $names (regexReplaceAll "[^a-zA-Z0-9_]" $label "_") -}}{{- end -}}',
    '{{- $_ := set $monitor (printf "%sRegex" $key) (join "|" $names) -}}',
    '{{- end -}}',
    '{{- if $monitor.apiServerCidrs -}}',
    '{{- $ranges := list -}}',
    '{{- range $range := $monitor.apiServerCidrs -}}{{- $ranges = append $ranges (include "promfleet.canonicalCidr" $range) -}}{{- end -}}',
    '{{- $_ := set $monitor "apiServerCidrs" $ranges -}}',
    '{{- end -}}',
    `{{- $labels := dict ($hub.clusterLabel | default "${HUB_DEFAULTS.clusterLabel}") ($cluster.name | default "") -}}`,
    '{{- range $name, $value := $cluster.labels -}}{{- $_ := set $labels $name $value -}}{{- end -}}',
    '{{- range $name, $value := $monitor.externalLabels -}}{{- $_ := set $labels $name $value -}}{{- end -}}',
    `{{- if $cluster.federation.drillDown -}}{{- $_ := set $labels "${RAW.label}" "${RAW.value}" -}}{{- end -}}`,
    '{{- $_ := set $cluster "externalLabels" $labels -}}',
    '{{- $_ := set $monitor "labelLimit" (max 1 (sub (int64 $cluster.federation.labelLimit) (len $labels))) -}}',
    '{{- $_ := set $cluster "proxy" (include "promfleet.serviceProxy" (dict "monitor" $monitor) | fromJson) -}}',
    `{{- $reader := printf "%s-${FEDERATION_READER.component}" $monitor.release -}}`,
    '{{- $_ := set $cluster.auth "serviceAccount" ($cluster.auth.serviceAccount | default $reader) -}}',
    `{{- $_ := set $cluster.auth "user" ($cluster.auth.user | default (printf "${defaultUser('%s')}" $hub.cluster)) -}}`,
    `{{- $_ := set $cluster.auth "secretName" ($cluster.auth.secretName | default (printf "${defaultSecretName('%s')}" $cluster.name)) -}}`,
    ...EXPORTER_KEYS.map((key) => digest(key, `$monitor.${key}`)),
    digest('prometheus', 'true'),
    digest('kubeRbacProxy', '$monitor.federateOnly'),
    '{{- toJson $cluster -}}',
  ),
];

/** Refuses an image that is deployed without a digest. */
function digest(name: string, deployed: string): string {
  const asked = `(and $.Values.images.requireDigest (not $monitor.existing) ${deployed})`;
  return `{{- include "promfleet.checkDigest" (dict "required" ${asked} "name" "${name}" "image" $images.${name}) -}}`;
}
