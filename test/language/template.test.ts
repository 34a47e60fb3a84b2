import { checkTemplate } from '../../language/template/parse';

describe("a template in an alert's annotation", () => {
  it.each([
    '',
    'plain } text { with }} braces',
    '{{ $labels.instance }} is at {{ $value | humanizePercentage }}',
    '{{ if gt $value 1.0 }}a{{ else if eq $value 1.0 }}b{{ else }}c{{ end }}',
    '{{ range $i, $x := query "up{job=\'a\'}" }}{{ $x.Labels.job }}{{ break }}{{ else }}-{{ end }}',
    '{{ with query (printf `up{a="%s"}` $labels.a) }}{{ . | first | value }}{{ end }}',
    '{{- /* a comment */ -}}{{- $x := 1 -}}{{ $x = 2 }}',
    '{{ (first .).Value }}{{ .Labels.a.b }}{{ $externalURL }}{{ $externalLabels.x }}',
    '{{ "}}" }}\n{{\n$value\n}}',
    '{{ reReplaceAll "(.*):.*" "$1" $labels.instance | title | not }}',
  ])('can be %s', (template) => expect(checkTemplate(template)).toBeUndefined());

  it.each([
    ['{{', 'not closed'],
    ['{{ "a }}', 'unexpected'],
    ['{{ }}', 'a value is missing'],
    ['{{ $value | }}', 'a value is missing'],
    ['{{ $label.instance }}', 'no variable $label'],
    ['{{ humanise $value }}', 'no function humanise'],
    ['{{ end }}', 'closes nothing'],
    ['{{ else }}', 'belongs to nothing'],
    ['{{ if . }}{{ else }}{{ else }}{{ end }}', 'belongs to nothing'],
    ['{{ if . }}', 'has no {{ end }}'],
    ['{{ if }}{{ end }}', 'a value is missing'],
    ['{{ range . }}{{ end }}{{ break }}', 'outside {{ range }}'],
    ['{{ if $x := 1 }}{{ end }}{{ $x }}', 'no variable $x'],
    ['{{ $labels.a-b }}', 'unexpected'],
    ['{{ (print 1 }}', 'not closed'],
    ['{{ print 1) }}', 'unexpected ")"'],
    ['{{ 1 := 2 }}', 'needs a variable'],
    ['{{ print | 1 }}', 'not a function to pipe into'],
    ['{{ print "\\q" }}', 'unexpected'],
    ['{{ define "a" }}{{ end }}', 'not supported'],
    ['{{ /* late */ }}', 'unexpected'],
  ])('%s is refused: %s', (template, why) => {
    expect(checkTemplate(template)).toContain('not a template that Prometheus takes, found ');
    expect(checkTemplate(template)).toContain(why);
  });
});
