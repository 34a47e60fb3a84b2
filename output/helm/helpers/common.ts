import { FEDERATE, REMOTE_READ } from '../../../model/access';
import { DEPLOYABLES } from '../../../model/components';
import { KUBE_RBAC_PROXY } from '../../../model/components/kube-rbac-proxy';
import { MONITOR_PROMETHEUS, PROMETHEUS } from '../../../model/components/prometheus';
import { FEDERATE_FROM_DEFAULTS } from '../../../model/defaults';
import { DISTROLESS_USER, SINCE } from '../../../model/images';
import { EVERY_CLUSTERS } from '../../../model/server';
import { BETWEEN_QUOTES } from '../template/text';
import { data, define, regex } from './define';
import { RETENTION_SIZE } from './retention-size';
import { SENDING } from './sending';

/** What templates of both charts call: each is named like its function in `model/`. */
export const COMMON = [
  ...SENDING,
  `{{- /* A text as it stands between double quotes. */ -}}
{{- define "${BETWEEN_QUOTES}" -}}
{{- regexReplaceAll "^\\"|\\"$" (. | quote) "" -}}
{{- end -}}
`,
  define(
    'merge',
    "Merges a map into another; lists replace each other, save those that add up. Where promfleet's own defaults come with them, a null brings back what these say.",
    '{{- $into := .into -}}',
    '{{- $own := .own -}}',
    '{{- range $key, $value := .from -}}',
    '{{- $under := get $into $key -}}',
    '{{- if and (kindIs "map" $value) (kindIs "map" $under) -}}',
    '{{- include "promfleet.merge" (dict "into" $under "from" $value "own" (ternary (get ($own | default dict) $key | default dict) "" (kindIs "map" $own))) -}}',
    '{{- else if and (has $key (list "scrapeConfigs" "rules" "federateFrom")) (kindIs "slice" $under) (kindIs "slice" $value) -}}',
    '{{- $_ := set $into $key (concat $under $value) -}}',
    '{{- else if not (kindIs "invalid" $value) -}}',
    '{{- $_ := set $into $key (deepCopy $value) -}}',
    '{{- else if kindIs "map" $own -}}',
    '{{- if hasKey $own $key -}}{{- $_ := set $into $key (get $own $key | deepCopy) -}}{{- else -}}{{- $_ := unset $into $key -}}{{- end -}}',
    '{{- end -}}',
    '{{- end -}}',
  ),
  define(
    'durationMs',
    'Milliseconds in a duration such as 1h30m.',
    '{{- $ms := dict "y" 31536000000 "w" 604800000 "d" 86400000 "h" 3600000 "m" 60000 "s" 1000 "ms" 1 -}}',
    '{{- $total := int64 0 -}}',
    '{{- range $part := regexFindAll "[0-9]+(ms|[ywdhms])" . -1 -}}',
    '{{- $amount := regexFind "^[0-9]+" $part -}}',
    '{{- $total = add $total (mul (int64 $amount) (int64 (get $ms (trimPrefix $amount $part)))) -}}',
    '{{- end -}}',
    '{{- $total -}}',
  ),
  define(
    'shorter',
    'The shorter of two durations.',
    '{{- $one := include "promfleet.durationMs" (index . 0) | int64 -}}',
    '{{- $other := include "promfleet.durationMs" (index . 1) | int64 -}}',
    '{{- ternary (index . 0) (index . 1) (le $one $other) -}}',
  ),
  define(
    'images',
    'What the images are called, and what follows from their tags.',
    `{{- $upstream := ${data(upstream())} -}}`,
    '{{- $images := dict -}}',
    '{{- $overrides := .overrides | default dict -}}',
    '{{- $registry := .registry -}}',
    '{{- range $name, $image := $upstream -}}',
    '{{- $override := get $overrides $name | default dict -}}',
    '{{- $repository := $image.repository -}}',
    '{{- if $registry -}}{{- $repository = printf "%s%s" $registry (regexFind "/.*" $repository) -}}{{- end -}}',
    '{{- $repository = $override.repository | default $repository -}}',
    '{{- $tag := $override.tag | default $image.tag -}}',
    '{{- $reference := printf "%s:%s" $repository $tag -}}',
    '{{- if $override.digest -}}{{- $reference = printf "%s@%s" $reference $override.digest -}}{{- end -}}',
    '{{- $version := regexFind "^[A-Za-z0-9_.-]{1,63}" (regexReplaceAll "^v([0-9])" $tag "${1}") -}}',
    '{{- $version = regexReplaceAll "^[^A-Za-z0-9]+|[^A-Za-z0-9]+$" $version "" -}}',
    '{{- $_ := set $images $name (dict "reference" $reference "version" $version "tag" $tag "pinned" (not (empty $override.digest))) -}}',
    '{{- end -}}',
    '{{- toJson $images -}}',
  ),
  define(
    'prometheusUser',
    'The user that a Prometheus image of this tag runs as.',
    `{{- ternary ${DISTROLESS_USER} ${DEPLOYABLES.prometheus.user} (contains "distroless" .) -}}`,
  ),
  define(
    'prometheusFeatures',
    'What a Prometheus of this tag understands; a tag without a version counts as the shipped one.',
    `{{- $version := regexFind "^v?[0-9]+\\\\.[0-9]+" . | default ${JSON.stringify(DEPLOYABLES.prometheus.image.tag)} | trimPrefix "v" -}}`,
    '{{- $numbers := splitList "." $version -}}',
    '{{- $major := index $numbers 0 | int -}}',
    '{{- $minor := index $numbers 1 | int -}}',
    `{{- dict ${features()} | toJson -}}`,
  ),
  define(
    'federateFrom',
    'Sources with all that they leave out.',
    '{{- $sources := list -}}',
    '{{- range $given := . -}}',
    `{{- $source := ${data(FEDERATE_FROM_DEFAULTS)} -}}`,
    '{{- range $key, $value := $given -}}{{- $_ := set $source $key $value -}}{{- end -}}',
    '{{- $sources = append $sources $source -}}',
    '{{- end -}}',
    '{{- toJson $sources -}}',
  ),
  ...RETENTION_SIZE,
  define(
    'prometheusServer',
    "Fills in what the settings of a Prometheus server leave out, and what follows from them; the chart's images.",
    '{{- $server := .settings -}}',
    '{{- $release := .root.Release -}}',
    '{{- $values := .root.Values -}}',
    '{{- $_ := set $server "release" (.given.release | default $values.nameOverride | default $release.Name) -}}',
    '{{- $_ := set $server "namespace" (.given.namespace | default $release.Namespace) -}}',
    `{{- $everyClusters := regexMatch ${regex(EVERY_CLUSTERS)} $server.namespace -}}`,
    '{{- $_ := set $server "createNamespace" (and $server.createNamespace (not $everyClusters) (ne $server.namespace $release.Namespace)) -}}',
    `{{- if not (hasKey $server "resources") -}}{{- $_ := set $server "resources" ${data(PROMETHEUS.resources)} -}}{{- end -}}`,
    '{{- $_ := set $server "federateFrom" (include "promfleet.federateFrom" $server.federateFrom | fromJsonArray) -}}',
    '{{- include "promfleet.sending" $server -}}',
    '{{- include "promfleet.checkTimes" (dict "at" .at "of" $server) -}}',
    `{{- $_ := set $server "externalUrl" ($server.externalUrl | default (printf "http://%s-${PROMETHEUS.component}.%s.svc%s" $server.release $server.namespace .prefix)) -}}`,
    '{{- include "promfleet.retentionSize" . -}}',
    '{{- $registry := $server.imageRegistry | default $values.hub.imageRegistry | default ($values.global | default dict).imageRegistry -}}',
    '{{- $images := include "promfleet.images" (dict "overrides" $values.images "registry" $registry) | fromJson -}}',
    '{{- $_ := set $images.prometheus "user" (include "promfleet.prometheusUser" $images.prometheus.tag | int64) -}}',
    '{{- $_ := set $server "features" (include "promfleet.prometheusFeatures" $images.prometheus.tag | fromJson) -}}',
    '{{- toJson $images -}}',
  ),
  define(
    'serviceProxy',
    'How the hub reaches the Prometheus of a member, deployed or existing.',
    '{{- $monitor := .monitor -}}',
    `{{- $service := printf "%s-${MONITOR_PROMETHEUS.component}" $monitor.release -}}`,
    `{{- $place := dict "service" $service "namespace" $monitor.namespace "port" ${MONITOR_PROMETHEUS.servicePort} "prefix" "${MONITOR_PROMETHEUS.routePrefix}" -}}`,
    `{{- if $monitor.federateOnly -}}{{- $place = merge (dict "port" ${KUBE_RBAC_PROXY.servicePort} "scheme" "https") $place -}}{{- end -}}`,
    '{{- $place = $monitor.existing | default $place -}}',
    '{{- $port := $place.port -}}',
    '{{- if not (kindIs "string" $port) -}}{{- $port = int64 $port -}}{{- end -}}',
    '{{- $resourceName := printf "%s:%v" $place.service $port -}}',
    '{{- if $place.scheme -}}{{- $resourceName = printf "%s:%s" $place.scheme $resourceName -}}{{- end -}}',
    '{{- $path := printf "%s/api/v1/namespaces/%s/services/%s/proxy%s" (.serverPath | default "") $place.namespace $resourceName ($place.prefix | default "") -}}',
    `{{- dict "namespace" $place.namespace "resourceName" $resourceName "path" (printf "%s${FEDERATE}" $path) "readPath" (printf "%s${REMOTE_READ}" $path) | toJson -}}`,
  ),
];

function upstream() {
  return Object.fromEntries(Object.entries(DEPLOYABLES).map(([name, { image }]) => [name, image]));
}

/** The features and whether a version has them, as the arguments of `dict`. */
function features(): string {
  const has = (minor: number) => `(or (gt $major 3) (and (eq $major 3) (ge $minor ${minor})))`;
  return Object.entries(SINCE)
    .map(([name, minor]) => `"${name}" ${has(minor)}`)
    .join(' ');
}
