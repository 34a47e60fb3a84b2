import { define } from './define';

/** Zeros in a row that `::` stands for, the longest first. */
const ZEROS = [8, 7, 6, 5, 4, 3, 2];

/** What templates call for address ranges. */
export const CIDR = [
  define(
    'ipv6Groups',
    'The eight groups of an IPv6 address, as numbers in hexadecimal; an IPv4 address at its end is two.',
    '{{- $plain := lower . -}}',
    '{{- $dotted := regexFind "[0-9]+[.].*$" $plain -}}',
    '{{- if $dotted -}}',
    '{{- $bytes := splitList "." $dotted -}}',
    '{{- $plain = printf "%s%x:%x" (trimSuffix $dotted $plain) (add (mul 256 (index $bytes 0 | int)) (index $bytes 1 | int)) (add (mul 256 (index $bytes 2 | int)) (index $bytes 3 | int)) -}}',
    '{{- end -}}',
    '{{- $sides := splitList "::" $plain -}}',
    '{{- $head := without (splitList ":" (first $sides)) "" -}}',
    '{{- $tail := list -}}',
    '{{- if gt (len $sides) 1 -}}{{- $tail = without (splitList ":" (last $sides)) "" -}}{{- end -}}',
    '{{- $groups := $head -}}',
    '{{- range until (sub 8 (len (concat $head $tail)) | int) -}}{{- $groups = append $groups "0" -}}{{- end -}}',
    '{{- $short := list -}}',
    '{{- range $group := concat $groups $tail -}}{{- $short = append $short (regexReplaceAll "^0+([0-9a-f])" $group "${1}") -}}{{- end -}}',
    '{{- toJson $short -}}',
  ),
  define(
    'canonicalCidr',
    'An address range in the one form that Kubernetes does not warn of.',
    '{{- if not (contains ":" .) -}}{{- . -}}',
    '{{- else -}}',
    '{{- $parts := splitList "/" . -}}',
    '{{- $bits := last $parts | int -}}',
    '{{- $address := include "promfleet.ipv6Groups" (first $parts) | fromJsonArray | join ":" -}}',
    '{{- if and (hasPrefix "0:0:0:0:0:ffff:" $address) (ge $bits 96) -}}',
    '{{- $bytes := list -}}',
    '{{- range $group := slice (splitList ":" $address) 6 -}}',
    '{{- $number := printf "0x%s" $group | int64 -}}',
    '{{- $bytes = append (append $bytes (div $number 256)) (mod $number 256) -}}',
    '{{- end -}}',
    '{{- printf "%s/%d" (join "." $bytes) (sub $bits 96) -}}',
    '{{- else -}}',
    '{{- $found := "" -}}',
    `{{- range $zeros := list ${ZEROS.join(' ')} -}}`,
    '{{- $run := printf "^(|.*?:)0(:0){%d}(|:.*)$" (sub $zeros 1) -}}',
    '{{- if and (not $found) (regexMatch $run $address) -}}',
    '{{- $found = printf "%s::%s" (regexReplaceAll $run $address "${1}" | trimSuffix ":") (regexReplaceAll $run $address "${3}" | trimPrefix ":") -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- printf "%s/%d" ($found | default $address) $bits -}}',
    '{{- end -}}',
    '{{- end -}}',
  ),
];
