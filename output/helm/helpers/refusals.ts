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
