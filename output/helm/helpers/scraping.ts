import { OWN_FLAGS } from '../../../inventory/schema/exporter-settings';
import { EXPORTER_KEYS, EXPORTERS } from '../../../model/components';
import {
  CONTROL_PLANE,
  CONTROL_PLANE_KEYS,
  CONTROL_PLANE_NAMESPACE,
} from '../../../model/components/control-plane';
import { KUBE_STATE_METRICS_RESOURCES } from '../../../model/components/kube-state-metrics-resources';
import { BUILT_IN_JOBS } from '../../../prometheus/jobs/check-relabelings';
import { data, define } from './define';

/** What the monitor's chart fills in of what it scrapes, and refuses. */
export const SCRAPING = [
  define(
    'controlPlane',
    'The components of the control plane that are asked for, and their Secrets among those that are mounted.',
    '{{- $monitor := . -}}',
    '{{- $given := $monitor.controlPlane -}}',
    `{{- $resolved := dict "scheduler" (not (empty $given.scheduler)) "coreDns" (not (empty $given.coreDns)) -}}`,
    '{{- $jobs := list -}}',
    '{{- $secrets := $monitor.secrets | default list -}}',
    `{{- range $known := ${data(components())} -}}`,
    '{{- $entry := get $given $known.key -}}',
    '{{- if $entry -}}',
    '{{- if not (kindIs "map" $entry) -}}{{- $entry = dict -}}{{- end -}}',
    `{{- $namespace := $entry.namespace | default "${CONTROL_PLANE_NAMESPACE}" -}}`,
    '{{- $labels := dig "selector" "matchLabels" $known.labels $entry -}}',
    '{{- $selector := list -}}',
    '{{- $metaLabels := list -}}',
    '{{- $pod := list $namespace -}}',
    '{{- range $name, $value := $labels -}}',
    '{{- $selector = append $selector (printf "%s=%s" $name $value) -}}',
    '{{- $metaLabels = append $metaLabels (printf "__meta_kubernetes_pod_label_%s" (regexReplaceAll "[^a-zA-Z0-9_]" $name "_")) -}}',
    '{{- $pod = append $pod $value -}}',
    '{{- end -}}',
    '{{- $job := dict "name" $known.job "namespace" $namespace "selector" (join "," $selector) "metaLabels" $metaLabels "pod" (join ";" $pod) -}}',
    '{{- $_ := set $job "port" (int64 ($entry.port | default (ternary $known.securePort $known.port (not (empty $entry.secret))))) -}}',
    '{{- $_ := set $job "scheme" ($entry.scheme | default (ternary "https" $known.scheme (not (empty $entry.secret)))) -}}',
    '{{- $_ := set $job "token" (and $known.authorizes (empty $entry.secret)) -}}',
    '{{- range $key := list "insecureSkipVerify" "serverName" "secret" -}}{{- $_ := set $job $key (get $entry $key) -}}{{- end -}}',
    '{{- $_ := set $job "metricRelabelings" (get $monitor.metricRelabelings $known.job) -}}',
    '{{- $jobs = append $jobs $job -}}',
    '{{- if and $entry.secret (not (has $entry.secret $secrets)) -}}{{- $secrets = append $secrets $entry.secret -}}{{- end -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- $_ := set $resolved "jobs" $jobs -}}',
    '{{- $_ := set $monitor "controlPlane" $resolved -}}',
    '{{- if $secrets -}}{{- $_ := set $monitor "secrets" $secrets -}}{{- end -}}',
  ),
  define(
    'exporters',
    'Settings of exporters with all that they leave out, and the flags of kube-state-metrics.',
    '{{- $exporters := .exporters -}}',
    `{{- range $key, $resources := ${data(Object.fromEntries(EXPORTER_KEYS.map((key) => [key, EXPORTERS[key].resources])))} -}}`,
    '{{- $settings := get $exporters $key | default dict -}}',
    '{{- if not (hasKey $settings "resources") -}}{{- $_ := set $settings "resources" $resources -}}{{- end -}}',
    '{{- $_ := set $exporters $key $settings -}}',
    '{{- end -}}',
    '{{- $settings := $exporters.kubeStateMetrics -}}',
    '{{- $args := list -}}',
    '{{- if $settings.metricAllowlist -}}{{- $args = append $args (printf "--metric-allowlist=%s" (join "," $settings.metricAllowlist)) -}}{{- end -}}',
    '{{- if $settings.metricDenylist -}}{{- $args = append $args (printf "--metric-denylist=%s" (join "," $settings.metricDenylist)) -}}{{- end -}}',
    '{{- $labels := list -}}',
    '{{- range $resource, $keys := $settings.metricLabelsAllowlist -}}{{- $labels = append $labels (printf "%s=[%s]" $resource (join "," $keys)) -}}{{- end -}}',
    '{{- if $labels -}}{{- $args = append $args (printf "--metric-labels-allowlist=%s" (join "," $labels)) -}}{{- end -}}',
    '{{- $_ := set $settings "args" (concat $args $settings.args) -}}',
  ),
  define(
    'checkScraping',
    'Refuses rules for jobs that there are not, flags that promfleet sets, and lists that kube-state-metrics does not take.',
    '{{- $monitor := . -}}',
    `{{- $jobs := ${data([...BUILT_IN_JOBS])} -}}`,
    '{{- range $job, $_ := $monitor.metricRelabelings -}}',
    '{{- if not (has $job $jobs) -}}{{- fail (printf "monitor.metricRelabelings: rules for a job that there is not, found %q, built-in jobs are %s" $job (join ", " $jobs)) -}}{{- end -}}',
    '{{- end -}}',
    `{{- range $exporter, $flags := ${data(OWN_FLAGS)} -}}`,
    '{{- range $arg := get (get $monitor.exporters $exporter) "args" -}}',
    '{{- if has (regexReplaceAll "^--|=.*$" $arg "") $flags -}}{{- fail (printf "monitor.exporters.%s.args: promfleet sets this flag itself, found %q, leave it out" $exporter $arg) -}}{{- end -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- $lists := $monitor.exporters.kubeStateMetrics -}}',
    '{{- if and $lists.metricAllowlist $lists.metricDenylist -}}',
    '{{- fail "monitor.exporters.kubeStateMetrics.metricDenylist: kube-state-metrics takes one of the two lists, found metricDenylist beside metricAllowlist, leave one out" -}}',
    '{{- end -}}',
    `{{- $resources := ${data(KUBE_STATE_METRICS_RESOURCES.flatMap(([, names]) => [...names]))} -}}`,
    '{{- range $resource, $_ := $lists.metricLabelsAllowlist -}}',
    '{{- if not (has $resource $resources) -}}{{- fail (printf "monitor.exporters.kubeStateMetrics.metricLabelsAllowlist: kube-state-metrics has no metrics of this resource, found %q, write one of %s" $resource (join ", " $resources)) -}}{{- end -}}',
    '{{- end -}}',
  ),
];

function components() {
  return CONTROL_PLANE_KEYS.map((key) => {
    const component = CONTROL_PLANE[key];
    return { key, securePort: component.port, ...component };
  });
}
