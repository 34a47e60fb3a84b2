import { EXPORTER_KEYS, EXPORTERS } from '../../../model/components';
import { FEDERATION_JOBS, INVENTORY } from '../../../model/components/federation';
import { HUB_PROMETHEUS, ROOM_FOR_A_BLOCK } from '../../../model/components/prometheus';
import { CLUSTER_DEFAULTS, FEDERATION_TIMEOUT, HUB_DEFAULTS } from '../../../model/defaults';
import { NEARLY_FULL } from '../../../model/hub';
import { SERVICE_TARGET } from '../../../model/ports';
import { BUCKETS } from '../../../model/spread';
import { defaultSecretName } from '../../../model/statestore';
import { ALERTMANAGER_HELPERS } from './alertmanager';
import { data, define, regex, resolve } from './define';
import { DOOR_HELPERS } from './doors';
import { matchHelpers } from './match';
import { missing } from './refusals';

const server = HUB_PROMETHEUS.component;

/**
 * Clusters of a release. Helm keeps it in a Secret of 1 MiB at most, and the API server compares each
 * file of the statestore with every other; both have room left with so many (`test/api-server/`).
 */
export const MOST_CLUSTERS = 2_500;

/** What templates of the hub's chart call. */
export const hubHelpers = () => [
  ...ALERTMANAGER_HELPERS,
  ...DOOR_HELPERS,
  ...matchHelpers(),
  resolve('fleet'),
  define(
    'longest',
    'The longest of some durations.',
    '{{- $longest := first . -}}',
    '{{- range $one := rest . -}}',
    '{{- if le (include "promfleet.durationMs" $longest | int64) (include "promfleet.durationMs" $one | int64) -}}{{- $longest = $one -}}{{- end -}}',
    '{{- end -}}',
    '{{- $longest -}}',
  ),
  define(
    'bytesOf',
    'The bytes that a quantity says.',
    '{{- $amount := regexFind "[0-9.]+([eE][+-]?[0-9]+)?" . -}}',
    '{{- $unit := regexReplaceAll "^[+]?[0-9.]+([eE][+-]?[0-9]+)?" . "" -}}',
    '{{- $bytes := float64 $amount -}}',
    '{{- if eq $unit "m" -}}{{- $bytes = divf $bytes 1000 | ceil -}}{{- end -}}',
    '{{- $base := ternary 1024 1000 (hasSuffix "i" $unit) -}}',
    '{{- range $power, $prefix := list "" "K" "M" "G" "T" "P" "E" -}}',
    '{{- if and $prefix (hasPrefix $prefix (upper $unit)) (ne $unit "m") -}}',
    '{{- range until $power -}}{{- $bytes = mulf $bytes $base -}}{{- end -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- round $bytes 0 | int64 -}}',
  ),
  define(
    'parseServerUrl',
    "An API server's URL taken apart.",
    '{{- $authority := regexReplaceAll "^[^:]*://([^/]*).*$" . "${1}" -}}',
    '{{- $path := regexReplaceAll "^[^:]*://[^/]*" . "" | trimSuffix "/" -}}',
    '{{- $target := $authority -}}',
    '{{- if not (regexMatch "(^|\\\\]|[^:\\\\]]):[0-9]+$" $authority) -}}{{- $target = printf "%s:443" $authority -}}{{- end -}}',
    '{{- dict "target" $target "pathPrefix" $path | toJson -}}',
  ),
  define(
    'bucket',
    'The bucket of a cluster, by the SHA-256 of its name.',
    '{{- $number := printf "0x%s" (sha256sum . | trunc 8) | int64 -}}',
    `{{- printf "%02d" (mod $number ${BUCKETS}) -}}`,
  ),
  define(
    'member',
    'A cluster with all that its entry leaves out, and what follows from it.',
    '{{- $cluster := .cluster -}}',
    '{{- $server := include "promfleet.parseServerUrl" $cluster.server | fromJson -}}',
    '{{- $_ := set $cluster "target" $server.target -}}',
    '{{- $proxy := include "promfleet.serviceProxy" (dict "monitor" $cluster.monitor "serverPath" $server.pathPrefix) | fromJson -}}',
    '{{- $_ := set $cluster "path" $proxy.path -}}',
    '{{- $_ := set $cluster "readPath" $proxy.readPath -}}',
    '{{- $federation := $cluster.federation -}}',
    '{{- $_ := set $federation "match" (include "promfleet.federationMatch" (merge (dict "at" .at "hub" .hub) $cluster) | fromJsonArray) -}}',
    `{{- $timeout := include "promfleet.shorter" (list "${FEDERATION_TIMEOUT}" $federation.interval) -}}`,
    '{{- $_ := set $federation "timeout" ($federation.timeout | default $timeout) -}}',
    '{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.federation.timeout" .at) "timeout" $federation.timeout "interval" $federation.interval) -}}',
    '{{- $_ := set $cluster "bucket" (include "promfleet.bucket" $cluster.name) -}}',
    `{{- $_ := set $cluster.auth "secretName" ($cluster.auth.secretName | default (printf "${defaultSecretName('%s')}" $cluster.name)) -}}`,
  ),
  define(
    'targets',
    'The replicas of the hub as each of them scrapes them all.',
    '{{- $hub := . -}}',
    '{{- $targets := list -}}',
    '{{- if gt (int $hub.replicas) 1 -}}',
    '{{- range $ordinal := until (int $hub.replicas) -}}',
    `{{- $pod := printf "%s-${server}-%d" $hub.release $ordinal -}}`,
    `{{- $address := printf "%s.%s-${server}-headless.%s.svc:${HUB_PROMETHEUS.port}" $pod $hub.release $hub.namespace -}}`,
    '{{- $targets = append $targets (dict "address" $address "instance" $pod) -}}',
    '{{- end -}}',
    `{{- else -}}{{- $targets = list (dict "address" "localhost:${HUB_PROMETHEUS.port}") -}}{{- end -}}`,
    '{{- toJson $targets -}}',
  ),
  define(
    'egressPorts',
    "The ports that the hub's Prometheus has to reach outside its own release; none where it is any.",
    '{{- $targets := list -}}',
    '{{- range $member := .members -}}{{- $targets = append $targets $member.target -}}{{- end -}}',
    '{{- range $source := .hub.federateFrom -}}{{- $targets = concat $targets $source.targets -}}{{- end -}}',
    '{{- range $existing := .hub.alertmanager.existing -}}{{- $targets = concat $targets $existing.targets -}}{{- end -}}',
    '{{- if .hub.scrapeConfigs -}}{{- toJson list -}}{{- else -}}{{- include "promfleet.portsOf" $targets -}}{{- end -}}',
  ),
  define(
    'portsOf',
    'The ports of targets as a NetworkPolicy opens them; none where it is any.',
    '{{- $targets := . -}}',
    '{{- $any := false -}}',
    '{{- $ports := list -}}',
    '{{- range $target := $targets -}}',
    `{{- if regexMatch ${regex(SERVICE_TARGET)} $target -}}{{- $any = true -}}{{- end -}}`,
    '{{- $ports = append $ports (regexFind "[0-9]+$" $target | int | printf "%05d") -}}',
    '{{- end -}}',
    '{{- $numbers := list -}}',
    '{{- if not $any -}}',
    '{{- range $port := $ports | uniq | sortAlpha -}}{{- $numbers = append $numbers (regexReplaceAll "^0+" $port "" | int) -}}{{- end -}}',
    '{{- end -}}',
    '{{- toJson $numbers -}}',
  ),
  define(
    'configMaps',
    'Members by the ConfigMap that they are spread to; those of nobody are there if a hub mounts all.',
    '{{- $found := dict -}}',
    '{{- $component := .component -}}',
    '{{- $release := .hub.release -}}',
    '{{- if eq .hub.statestoreLayout "shared" -}}',
    `{{- range $number := until ${BUCKETS} -}}{{- $_ := set $found (printf "%s-%s-%02d" $release $component $number) list -}}{{- end -}}`,
    '{{- end -}}',
    '{{- range $member := .members -}}',
    '{{- $name := printf "%s-%s-%s" $release $component $member.bucket -}}',
    '{{- $_ := set $found $name (append (get $found $name | default list) $member) -}}',
    '{{- end -}}',
    '{{- $configMaps := list -}}',
    '{{- range $name, $members := $found -}}{{- $configMaps = append $configMaps (dict "name" $name "members" $members) -}}{{- end -}}',
    '{{- toJson $configMaps -}}',
  ),
  define(
    'fleet',
    'The hub and its members with all that the values leave out, and what follows from them.',
    `{{- $hub := ${data(HUB_DEFAULTS)} -}}`,
    '{{- include "promfleet.merge" (dict "into" $hub "from" .Values.hub) -}}',
    missing('hub: ', 'cluster', "the hub's own name in labels", '$hub.cluster'),
    '{{- $images := include "promfleet.prometheusServer" (dict "root" . "settings" $hub "given" .Values.hub "at" "hub") | fromJson -}}',
    '{{- $_ := set $hub "evaluationInterval" ($hub.evaluationInterval | default $hub.scrapeInterval) -}}',
    '{{- $_ := set $hub.grafana "storageClass" ($hub.grafana.storageClass | default $hub.storageClass) -}}',
    '{{- include "promfleet.alertmanager" $hub -}}',
    '{{- include "promfleet.doors" $hub -}}',
    '{{- $_ := set $hub "targets" (include "promfleet.targets" $hub | fromJsonArray) -}}',
    '{{- if $hub.storage -}}',
    '{{- $bytes := include "promfleet.bytesOf" $hub.storage | int64 -}}',
    `{{- $share := divf (floor (mulf (subf 1 (divf ${ROOM_FOR_A_BLOCK} $bytes)) 100)) 100 -}}`,
    `{{- $_ := set $hub "volume" (dict "bytes" $bytes "fullAbove" (minf ${NEARLY_FULL} (maxf 0 $share))) -}}`,
    '{{- end -}}',
    '{{- $records := list -}}',
    '{{- range $group := $hub.rules -}}{{- range $rule := $group.rules -}}{{- if $rule.record -}}{{- $records = append $records $rule.record -}}{{- end -}}{{- end -}}{{- end -}}',
    '{{- $_ := set $hub "records" (without ($records | uniq) "ALERTS" "ALERTS_FOR_STATE") -}}',
    `{{- $base := ${data(CLUSTER_DEFAULTS)} -}}`,
    '{{- include "promfleet.merge" (dict "into" $base "from" (.Values.defaults | default dict)) -}}',
    '{{- $byName := dict -}}',
    '{{- if empty .Values.clusters -}}{{- $_ := required "clusters: the list is empty, found [], write at least 1 entry" "" -}}{{- end -}}',
    `{{- if gt (len .Values.clusters) ${MOST_CLUSTERS} -}}{{- fail (printf "clusters: too many for a Helm release, found %d where ${MOST_CLUSTERS} are taken, write them with \`promfleet synth\` and apply dist/hub/ with kubectl or Argo CD" (len .Values.clusters)) -}}{{- end -}}`,
    '{{- range $index, $entry := .Values.clusters -}}',
    '{{- $at := printf "clusters[%d] (%s)" $index $entry.name -}}',
    '{{- $known := get $byName $entry.name -}}',
    '{{- if $known -}}{{- fail (printf "%s.name: the name %q is taken by clusters[%d], write another" $at $entry.name (int $known.index)) -}}{{- end -}}',
    '{{- include "promfleet.checkServerUrl" (dict "at" (printf "%s.server" $at) "url" $entry.server) -}}',
    '{{- $cluster := deepCopy $base -}}',
    '{{- include "promfleet.merge" (dict "into" $cluster "from" $entry) -}}',
    '{{- include "promfleet.member" (dict "cluster" $cluster "at" $at "hub" $hub) -}}',
    '{{- $_ := set $cluster "index" $index -}}',
    '{{- $_ := set $byName $cluster.name $cluster -}}',
    '{{- end -}}',
    '{{- $members := list -}}',
    '{{- $intervals := list $hub.scrapeInterval -}}',
    '{{- $restricted := true -}}',
    '{{- $drillDown := list -}}',
    '{{- range $name, $member := $byName -}}',
    '{{- $monitor := $member.monitor -}}',
    '{{- $intervals = append $intervals $member.federation.interval -}}',
    '{{- if $member.federation.drillDown -}}{{- $drillDown = append $drillDown $member -}}{{- end -}}',
    '{{- if not $monitor.existing -}}',
    '{{- $intervals = append $intervals $monitor.scrapeInterval -}}',
    `{{- if and (eq $name $hub.cluster) (eq $monitor.namespace $hub.namespace) (or ${hostNetworked()}) -}}{{- $restricted = false -}}{{- end -}}`,
    '{{- end -}}',
    '{{- $members = append $members (omit $member "monitor" "index") -}}',
    '{{- end -}}',
    '{{- $_ := set $hub "restricted" $restricted -}}',
    '{{- $_ := set $hub "egressPorts" (include "promfleet.egressPorts" (dict "hub" $hub "members" $members) | fromJsonArray) -}}',
    '{{- $fleet := dict "hub" $hub "members" $members "images" $images "sampleInterval" (include "promfleet.longest" $intervals) "drillDown" $drillDown -}}',
    `{{- $_ := set $fleet "federation" (include "promfleet.configMaps" (dict "component" "${FEDERATION_JOBS.component}" "hub" $hub "members" $members) | fromJsonArray) -}}`,
    `{{- $_ := set $fleet "inventory" (include "promfleet.configMaps" (dict "component" "${INVENTORY.component}" "hub" $hub "members" $members) | fromJsonArray) -}}`,
    '{{- $pinned := .Values.images.requireDigest -}}',
    '{{- include "promfleet.checkDigest" (dict "required" $pinned "name" "prometheus" "image" $images.prometheus) -}}',
    '{{- include "promfleet.checkDigest" (dict "required" (and $pinned $hub.grafana.enabled) "name" "grafana" "image" $images.grafana) -}}',
    '{{- include "promfleet.checkDigest" (dict "required" (and $pinned (not (empty $hub.login.secret))) "name" "oauth2Proxy" "image" $images.oauth2Proxy) -}}',
    '{{- include "promfleet.checkDigest" (dict "required" (and $pinned $hub.alertmanager.enabled) "name" "alertmanager" "image" $images.alertmanager) -}}',
    '{{- toJson $fleet -}}',
  ),
];

/** The exporters with a place on the network of their host, one argument each. */
function hostNetworked(): string {
  const keys = EXPORTER_KEYS.filter((key) => EXPORTERS[key].hostNetwork);
  return keys.map((key) => `$monitor.${key}`).join(' ');
}
