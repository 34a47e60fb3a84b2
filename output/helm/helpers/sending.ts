import { SECURITY_TOKENS } from '../../../model/sending';
import { define } from './define';

/** What templates of both charts call for where a Prometheus sends what it has. */
export const SENDING = [
  define(
    'notFollowing',
    'Entries that follow no redirects unless they say so.',
    '{{- $entries := list -}}',
    '{{- range $given := . -}}',
    '{{- $entry := deepCopy $given -}}',
    '{{- if not (hasKey $entry "follow_redirects") -}}{{- $_ := set $entry "follow_redirects" false -}}{{- end -}}',
    '{{- $entries = append $entries $entry -}}',
    '{{- end -}}',
    '{{- toJson $entries -}}',
  ),
  define(
    'sending',
    'Where a Prometheus sends what it has: its settings, filled in.',
    '{{- $alerting := .alerting | default dict -}}',
    '{{- $alertmanagers := include "promfleet.notFollowing" ($alerting.alertmanagers | default list) | fromJsonArray -}}',
    '{{- $_ := set . "alerting" (dict "alert_relabel_configs" ($alerting.alert_relabel_configs | default list) "alertmanagers" $alertmanagers) -}}',
    '{{- $_ := set . "remoteWrite" (include "promfleet.notFollowing" (.remoteWrite | default list) | fromJsonArray) -}}',
  ),
  define(
    'urlTarget',
    'host:port that a URL leads to.',
    '{{- $scheme := regexReplaceAll "^([^:]*)://.*$" . "${1}" | lower -}}',
    '{{- $authority := regexReplaceAll "^[^:]*://([^/?#]*).*$" . "${1}" -}}',
    '{{- if regexMatch "(^|\\\\]|[^:\\\\]]):[0-9]+$" $authority -}}{{- $authority -}}',
    '{{- else -}}{{- printf "%s:%d" $authority (ternary 443 80 (eq $scheme "https")) -}}{{- end -}}',
  ),
  define(
    'besides',
    'host:port of who is asked for what is shown with a request, as a list.',
    '{{- $targets := list -}}',
    '{{- if .oauth2 -}}{{- $targets = append $targets (include "promfleet.urlTarget" (.oauth2.proxy_url | default .oauth2.token_url)) -}}{{- end -}}',
    `{{- if .sigv4 -}}{{- $targets = append $targets "${SECURITY_TOKENS}" -}}{{- end -}}`,
    '{{- toJson $targets -}}',
  ),
  define(
    'sentTo',
    'host:port of whatever is connected to for sending, and whether any other may be.',
    '{{- $targets := list -}}',
    '{{- $any := false -}}',
    '{{- range $entry := .remoteWrite -}}',
    '{{- $targets = append $targets (include "promfleet.urlTarget" ($entry.proxy_url | default $entry.url)) -}}',
    '{{- $targets = concat $targets (include "promfleet.besides" $entry | fromJsonArray) -}}',
    '{{- end -}}',
    '{{- range $entry := .alerting.alertmanagers -}}',
    '{{- if or (hasKey $entry "kubernetes_sd_configs") (hasKey $entry "dns_sd_configs") (hasKey $entry "file_sd_configs") (hasKey $entry "http_sd_configs") (hasKey $entry "relabel_configs") -}}{{- $any = true -}}{{- end -}}',
    '{{- if $entry.proxy_url -}}{{- $targets = append $targets (include "promfleet.urlTarget" $entry.proxy_url) -}}',
    '{{- else -}}{{- range $config := $entry.static_configs -}}{{- $targets = concat $targets $config.targets -}}{{- end -}}{{- end -}}',
    '{{- $targets = concat $targets (include "promfleet.besides" $entry | fromJsonArray) -}}',
    '{{- end -}}',
    '{{- dict "targets" $targets "any" $any | toJson -}}',
  ),
];
