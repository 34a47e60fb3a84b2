import { askedAtHub } from '../../../dashboards/matching';
import { EXPORTER_KEYS } from '../../../model/components';
import { FEDERATE_FROM_DEFAULTS, FEDERATION_MODE } from '../../../model/defaults';
import { resolveFleet } from '../../../model/resolve';
import type { Monitor } from '../../../model/types';
import { MEMBER_JOBS, seriesJobs } from '../../../prometheus/jobs';
import { needsOf } from '../../../prometheus/match/need';
import { RECORDED } from '../../../prometheus/match/recorded';
import { ofRules, ofTargets } from '../../../prometheus/match/select';
import { FEDERATED } from '../../../prometheus/match/whole-jobs';
import { FEDERATED_RULES } from '../../../prometheus/relabel/federated-rules';
import { patternsOf, SOURCE_NAMES } from '../../../prometheus/rules/member/sources';
import { data, define } from './define';

/**
 * What is fetched of a member. Templates cannot read PromQL: what rules and dashboards of promfleet's
 * read is known when the chart is made; what the user's read stands under `federation.match`.
 */
export const matchHelpers = () => [
  define(
    'wholeJobs',
    'Selectors of the jobs that are federated whole.',
    '{{- $monitor := .monitor -}}',
    '{{- $match := list -}}',
    '{{- if $monitor.existing -}}',
    '{{- range $job := $monitor.existing.jobs | uniq -}}{{- $match = append $match (printf "{job=%s}" (toRawJson $job)) -}}{{- end -}}',
    '{{- else -}}',
    '{{- $jobs := $monitor.jobs | default list -}}',
    `{{- range $source := $monitor.federateFrom -}}{{- $jobs = append $jobs ($source.name | default "${FEDERATE_FROM_DEFAULTS.name}") -}}{{- end -}}`,
    '{{- range $config := $monitor.scrapeConfigs -}}{{- $jobs = append $jobs $config.job_name -}}{{- end -}}',
    `{{- range $one := ${data(federated())} -}}`,
    '{{- if or $one.always (get $monitor ($one.exporter | default "")) (has $one.job $jobs) -}}{{- $match = append $match (printf "{job=%q}" $one.job) -}}{{- end -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- toJson $match -}}',
  ),
  define(
    'lacks',
    'What a member has no metrics of, by which it would have them.',
    '{{- $monitor := .monitor -}}',
    '{{- $lacks := dict -}}',
    `{{- range $source, $patterns := ${data(Object.fromEntries(SOURCE_NAMES.map((name) => [name, patternsOf(name)])))} -}}`,
    '{{- if $monitor.existing -}}',
    '{{- $found := false -}}',
    '{{- range $pattern := $patterns -}}{{- range $job := $monitor.existing.jobs -}}{{- if regexMatch $pattern $job -}}{{- $found = true -}}{{- end -}}{{- end -}}{{- end -}}',
    '{{- if not $found -}}{{- $_ := set $lacks $source true -}}{{- end -}}',
    '{{- else if and (hasKey $monitor $source) (not (get $monitor $source)) -}}{{- $_ := set $lacks $source true -}}',
    '{{- end -}}',
    '{{- end -}}',
    '{{- toJson $lacks -}}',
  ),
  define(
    'namesSelector',
    'One selector of several names, as promfleet writes it.',
    '{{- $levels := dict -}}',
    '{{- range $name := .names -}}',
    '{{- $level := regexFind "^[^:]*:" $name -}}',
    '{{- $_ := set $levels $level (append (get $levels $level | default list) (trimPrefix $level $name)) -}}',
    '{{- end -}}',
    '{{- $parts := list -}}',
    '{{- range $level, $rests := $levels -}}',
    '{{- if eq (len $rests) 1 -}}{{- $parts = append $parts (printf "%s%s" $level (first $rests)) -}}',
    '{{- else -}}{{- $parts = append $parts (printf "%s(%s)" $level (join "|" $rests)) -}}{{- end -}}',
    '{{- end -}}',
    '{{- if eq (len .names) 1 -}}{{- printf "%s{%s=\\"\\"}" (first .names) .without -}}',
    '{{- else -}}{{- printf "{__name__=~%q, %s=\\"\\"}" (join "|" $parts) .without -}}{{- end -}}',
  ),
  define(
    'compiled',
    'Selectors of what the rules and dashboards of the hub read, as far as a member has it.',
    '{{- $lacks := include "promfleet.lacks" . | fromJson -}}',
    '{{- $grafana := .hub.grafana -}}',
    '{{- $disabled := dig "dashboards" "disabled" list $grafana -}}',
    '{{- $byJob := list -}}',
    '{{- $others := list -}}',
    `{{- range $one := ${data(recorded())} -}}`,
    '{{- $here := $one.rules -}}',
    '{{- if $grafana.enabled -}}{{- range $dashboard := $one.dashboards -}}{{- if not (has $dashboard $disabled) -}}{{- $here = true -}}{{- end -}}{{- end -}}{{- end -}}',
    '{{- range $source := $one.needs -}}{{- if get $lacks $source -}}{{- $here = false -}}{{- end -}}{{- end -}}',
    '{{- if and $here (hasPrefix "job:" $one.name) -}}{{- $byJob = append $byJob $one.name -}}',
    '{{- else if $here -}}{{- $others = append $others $one.name -}}{{- end -}}',
    '{{- end -}}',
    '{{- $match := list -}}',
    '{{- if $others -}}{{- $match = append $match (include "promfleet.namesSelector" (dict "names" $others "without" "job")) -}}{{- end -}}',
    '{{- if $byJob -}}{{- $match = append $match (include "promfleet.namesSelector" (dict "names" $byJob "without" "instance")) -}}{{- end -}}',
    `{{- toJson (concat $match ${data([FEDERATED_RULES, ...ofTargets(needs(), 'promfleet').map(({ selector }) => selector)])}) -}}`,
  ),
  define(
    'federationMatch',
    'What is fetched of a member: what its entry says, and by its mode what follows from what is read.',
    '{{- $written := .federation.match | default list -}}',
    `{{- $mode := .federation.mode | default (ternary "${FEDERATION_MODE}" "" (empty $written)) -}}`,
    '{{- if and (empty $written) .monitor.existing (empty (dig "existing" "jobs" list .monitor)) -}}',
    '{{- fail (printf "%s.monitor.existing: no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs" .at) -}}',
    '{{- end -}}',
    '{{- $match := list -}}',
    '{{- if eq $mode "raw" -}}{{- $match = include "promfleet.wholeJobs" . | fromJsonArray -}}{{- end -}}',
    '{{- if $mode -}}{{- $match = concat $match (include "promfleet.compiled" . | fromJsonArray) -}}{{- end -}}',
    '{{- toJson (concat $match $written | uniq) -}}',
  ),
];

/** The jobs that are federated whole, and what a member has to have for each. */
function federated() {
  const jobs = (exporters: object) => seriesJobs(MEMBER_JOBS, { exporters } as Monitor);
  return FEDERATED.map((job) => {
    if (jobs({}).includes(job)) return { job, always: true };
    const exporter = EXPORTER_KEYS.find((key) => jobs({ [key]: {} }).includes(job));
    return { job, exporter };
  });
}

/** What promfleet's own rules and dashboards read of members. */
function needs() {
  const { fleet } = resolveFleet({
    hub: { cluster: 'hub' },
    clusters: [{ name: 'member', server: 'https://192.0.2.1' }],
  });
  return needsOf(askedAtHub(fleet.hub), fleet);
}

/** What of it rules of members record, from what, and what reads it: a rule, or these dashboards. */
function recorded() {
  return ofRules(needs()).map(({ name, askers }) => ({
    name,
    needs: RECORDED.get(name),
    rules: askers.some(({ kind }) => kind !== 'panel'),
    dashboards: [...new Set(askers.filter(({ kind }) => kind === 'panel').map(({ of }) => of))],
  }));
}
