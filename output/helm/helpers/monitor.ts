import { EXPORTER_KEYS } from '../../../model/components';
import { FEDERATION_READER } from '../../../model/components/federation';
import { MONITOR_PROMETHEUS, PROMETHEUS } from '../../../model/components/prometheus';
import { CLUSTER_DEFAULTS } from '../../../model/defaults';
import { EVERY_CLUSTERS } from '../../../model/server';
import { data, define, regex, resolve } from './define';
import { missing } from './refusals';

/** What templates of the monitor's chart call. */
export const MONITOR = [
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
    '{{- $_ := set $monitor "release" (.Values.monitor.release | default .Values.nameOverride | default .Release.Name) -}}',
    '{{- $_ := set $monitor "namespace" (.Values.monitor.namespace | default .Release.Namespace) -}}',
    `{{- $everyClusters := regexMatch ${regex(EVERY_CLUSTERS)} $monitor.namespace -}}`,
    '{{- $_ := set $monitor "createNamespace" (and $monitor.createNamespace (not $everyClusters) (ne $monitor.namespace .Release.Namespace)) -}}',
    `{{- $timeout := include "promfleet.shorter" (list "${MONITOR_PROMETHEUS.scrapeTimeout}" $monitor.scrapeInterval) -}}`,
    '{{- $_ := set $monitor "scrapeTimeout" ($monitor.scrapeTimeout | default $timeout) -}}',
    `{{- if not (hasKey $monitor "resources") -}}{{- $_ := set $monitor "resources" ${data(PROMETHEUS.resources)} -}}{{- end -}}`,
    '{{- $_ := set $monitor "federateFrom" (include "promfleet.federateFrom" $monitor.federateFrom | fromJsonArray) -}}',
    '{{- include "promfleet.checkTimeout" (dict "at" "monitor.scrapeTimeout" "timeout" $monitor.scrapeTimeout "interval" $monitor.scrapeInterval) -}}',
    '{{- include "promfleet.checkTimes" (dict "at" "monitor" "of" $monitor) -}}',
    '{{- range $key := list "nodeLabels" "objectLabels" -}}',
    '{{- $names := list -}}',
    '{{- range $label := get $monitor $key -}}{{- $names = append $names (regexReplaceAll "[^a-zA-Z0-9_]" $label "_") -}}{{- end -}}',
    '{{- $_ := set $monitor (printf "%sRegex" $key) (join "|" $names) -}}',
    '{{- end -}}',
    '{{- $labels := dict ($hub.clusterLabel | default "cluster") ($cluster.name | default "") -}}',
    '{{- range $name, $value := $cluster.labels -}}{{- $_ := set $labels $name $value -}}{{- end -}}',
    '{{- $_ := set $cluster "externalLabels" $labels -}}',
    '{{- $_ := set $monitor "labelLimit" (max 1 (sub (int64 $cluster.federation.labelLimit) (len $labels))) -}}',
    '{{- $registry := $monitor.imageRegistry | default $hub.imageRegistry | default (.Values.global | default dict).imageRegistry -}}',
    '{{- $images := include "promfleet.images" (dict "overrides" .Values.images "registry" $registry) | fromJson -}}',
    '{{- $_ := set $images.prometheus "user" (include "promfleet.prometheusUser" $images.prometheus.tag | int64) -}}',
    '{{- $_ := set $cluster "images" $images -}}',
    '{{- $_ := set $monitor "features" (include "promfleet.prometheusFeatures" $images.prometheus.tag | fromJson) -}}',
    '{{- $_ := set $cluster "proxy" (include "promfleet.serviceProxy" (dict "monitor" $monitor) | fromJson) -}}',
    `{{- $reader := printf "%s-${FEDERATION_READER.component}" $monitor.release -}}`,
    '{{- $_ := set $cluster.auth "serviceAccount" ($cluster.auth.serviceAccount | default $reader) -}}',
    '{{- $_ := set $cluster.auth "user" ($cluster.auth.user | default (printf "promfleet:%s" $hub.cluster)) -}}',
    ...EXPORTER_KEYS.map((key) => digest(key, `$monitor.${key}`)),
    digest('prometheus', 'true'),
    '{{- toJson $cluster -}}',
  ),
];

/** Refuses an image that is deployed without a digest. */
function digest(name: string, deployed: string): string {
  const asked = `(and $.Values.images.requireDigest (not $monitor.existing) ${deployed})`;
  return `{{- include "promfleet.checkDigest" (dict "required" ${asked} "name" "${name}" "image" $images.${name}) -}}`;
}
