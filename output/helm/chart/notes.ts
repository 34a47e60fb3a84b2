import { tokenSecretName } from '../../../model/access';
import { GRAFANA } from '../../../model/components/grafana';
import { MONITOR_PROMETHEUS, PROMETHEUS } from '../../../model/components/prometheus';
import { objectName } from '../../../model/workload';

const server = objectName(PROMETHEUS.component, '{{ $monitor.release }}');
const hubServer = objectName(PROMETHEUS.component, '{{ $hub.release }}');

/** What to do after a monitor was installed. */
export const MONITOR_NOTES = `{{- include "promfleet.resolve" . }}
{{- $cluster := .Values.resolved }}
{{- $monitor := $cluster.monitor }}
{{- if $monitor.existing }}
The hub may now read the Prometheus {{ $cluster.proxy.resourceName }} in {{ $cluster.proxy.namespace }}, and nothing else here.
{{- else }}
The monitor of {{ $cluster.name }} is installed, and the hub may read it, and nothing else here.

Wait until it is ready, and ask it:

  kubectl --namespace {{ $monitor.namespace }} rollout status statefulset/${server}
{{- if not (and $monitor.networkPolicies $monitor.apiServerCidrs) }}
  helm test {{ .Release.Name }} --namespace {{ .Release.Namespace }}
{{- end }}
{{- end }}

Give the hub its credentials for this cluster, as the Secret {{ $cluster.auth.secretName }} in the hub's namespace,
or under the name of the cluster in the Secret that members share (hub.statestoreLayout: shared):
{{- if eq $cluster.auth.type "serviceAccountToken" }}
ca.crt of the API server, and as \`token\` what this prints{{ if $cluster.auth.expiration }}, again before it ends{{ end }}:
{{- if $cluster.auth.expiration }}

  kubectl --namespace {{ $cluster.proxy.namespace }} create token {{ $cluster.auth.serviceAccount }} \\
    --duration={{ div (include "promfleet.durationMs" $cluster.auth.expiration | int64) 1000 }}s
{{- else }}

  kubectl --namespace {{ $cluster.proxy.namespace }} get secret ${tokenSecretName('{{ $cluster.auth.serviceAccount }}')} \\
    --output jsonpath='{.data.token}' | base64 -d
{{- end }}
{{- else }}
ca.crt of the API server, and tls.crt and tls.key of a client certificate of this cluster
whose common name is {{ $cluster.auth.user }}.
{{- end }}

Then name the cluster in the values of promfleet-hub, and upgrade the hub:

  clusters:
    - name: {{ $cluster.name }}
      server: {{ .Values.server | default "https://HOST[:PORT][/PATH]" }}
{{- if eq $cluster.auth.type "serviceAccountToken" }}
      auth: { type: serviceAccountToken }
{{- end }}
{{- if not $monitor.existing }}
{{- if or $monitor.federateOnly (ne $monitor.release "${MONITOR_PROMETHEUS.release}") (ne $monitor.namespace "${MONITOR_PROMETHEUS.namespace}") }}
      monitor: { release: {{ $monitor.release }}, namespace: {{ $monitor.namespace }}{{ if $monitor.federateOnly }}, federateOnly: true{{ end }} }
{{- end }}
{{- end }}
`;

/** What to do after a hub was installed. */
export const HUB_NOTES = `{{- include "promfleet.resolve" . }}
{{- $fleet := .Values.resolved }}
{{- $hub := $fleet.hub }}
The hub of {{ len $fleet.members }} clusters is installed.

Wait until it is ready, and ask it:

  kubectl --namespace {{ $hub.namespace }} rollout status statefulset/${hubServer}
  helm test {{ .Release.Name }} --namespace {{ .Release.Namespace }}

A member is read as soon as its Secret is there, without a restart:

  kubectl --namespace {{ $hub.namespace }} get secrets
{{- if $hub.grafana.enabled }}

Grafana starts when its Secret {{ $hub.grafana.adminSecret }} with admin-user and admin-password is there:

  kubectl --namespace {{ $hub.namespace }} port-forward service/${objectName(GRAFANA.component, '{{ $hub.release }}')} ${GRAFANA.port}:${GRAFANA.servicePort}
{{- end }}
{{- if $hub.login.secret }}

The login before Prometheus starts when its Secret {{ $hub.login.secret }} is there, with cookie-secret and
{{ if $hub.login.oidc }}client-id and client-secret{{ else }}htpasswd{{ end }}: docs/login.md says how to make it.
{{- end }}

What it says of each member is on the page /targets:

  kubectl --namespace {{ $hub.namespace }} port-forward service/${hubServer} ${PROMETHEUS.port}:${PROMETHEUS.servicePort}
`;
