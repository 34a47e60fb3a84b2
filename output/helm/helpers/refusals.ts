import { define } from './define';

/*
 * What a JSON Schema cannot say, refused with the sentences of `promfleet validate`.
 */

/** What both charts refuse. */
export const REFUSALS = [
  define(
    'checkServerUrl',
    'Refuses what is no https URL of an API server.',
    '{{- if regexMatch "(?i)^http:" .url -}}',
    '{{- fail (printf "%s: an API server is read over https only, found %q, write %q" .at .url (regexReplaceAll "(?i)^http:" .url "https:")) -}}',
    '{{- else if not (contains "://" .url) -}}',
    '{{- fail (printf "%s: not a URL, found %q, write %q" .at .url (printf "https://%s" .url)) -}}',
    '{{- else if not (regexMatch "(?i)^https://[^/?#@\\\\s]+(/[^?#\\\\s]*)?$" .url) -}}',
    '{{- fail (printf "%s: not an https URL, found %q, write https://HOST[:PORT][/PATH]" .at .url) -}}',
    '{{- end -}}',
  ),
  define(
    'checkTimeout',
    'Refuses a timeout that is longer than its interval: a new Prometheus would not start with it.',
    '{{- if and .timeout (gt (include "promfleet.durationMs" .timeout | int64) (include "promfleet.durationMs" .interval | int64)) -}}',
    '{{- fail (printf "%s: longer than the interval, found %s with an interval of %s, write at most %s" .at .timeout .interval .interval) -}}',
    '{{- end -}}',
  ),
  define(
    'checkTimes',
    'Refuses such timeouts among what the user adds, against the interval that it inherits.',
    '{{- $at := .at -}}',
    '{{- $inherited := .of.scrapeInterval -}}',
    '{{- range $index, $source := .of.federateFrom -}}',
    '{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.federateFrom[%d].timeout" $at $index) "timeout" $source.timeout "interval" $source.interval) -}}',
    '{{- end -}}',
    '{{- range $index, $config := .of.scrapeConfigs -}}',
    '{{- include "promfleet.checkTimeout" (dict "at" (printf "%s.scrapeConfigs[%d].scrape_timeout" $at $index) "timeout" $config.scrape_timeout "interval" ($config.scrape_interval | default $inherited)) -}}',
    '{{- end -}}',
  ),
  define(
    'checkDigest',
    'Refuses an image without a digest, where digests are asked for.',
    '{{- if and .required (not .image.pinned) -}}',
    '{{- fail (printf "images.%s: no digest, found %s, write `digest: sha256:…`, as requireDigest asks" .name .image.reference) -}}',
    '{{- end -}}',
  ),
];

/** A line that refuses values in which a key is missing. */
export const missing = (at: string, key: string, meaning: string, value: string) =>
  `{{- $_ := required ${JSON.stringify(`${at}missing key \`${key}\`, write it: ${meaning}`)} ${value} -}}`;
