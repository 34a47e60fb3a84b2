import { Draft } from '../../../output/helm/template/draft';
import type { Flags } from '../../../output/helm/template/flags';
import { KeptYaml } from '../../../output/helm/template/kept-yaml';
import { Marks, type Scope } from '../../../output/helm/template/marks';
import { templates } from '../../../output/helm/template/templates';

/** The template of a file that holds one object. */
function template<Name extends string>(
  flags: Record<Name, Flags[string]>,
  make: (draft: Draft<Name>) => object | undefined,
): string {
  const marks = new Marks();
  const made = templates({
    marks,
    flags,
    variables: {},
    render: (on) => {
      const object = make(new Draft<Name>(marks, on));
      return new Map(object ? [['file', [{ kind: 'Thing', ...object }]]] : []);
    },
  });
  return (made.get('file') ?? '').replace('---\nkind: Thing\n', '');
}

const FLAGS = { a: { expression: '$x.a' }, b: { expression: 'eq $x.b "on"' } };

describe('a template is what the examples have in common', () => {
  it('with settings in the places of their marks', () => {
    const text = template({}, (draft) => ({
      name: draft.plain('$x.name'),
      title: draft.text('$x.title'),
      url: `http://${draft.plain('$x.name')}.${draft.text('$x.zone')}:${draft.number('$x.port')}/`,
      replicas: draft.number('$x.replicas'),
      resources: draft.whole('$x.resources'),
    }));
    expect(text).toBe(
      [
        'name: {{ $x.name | quote }}',
        'title: {{ $x.title | quote }}',
        'url: "http://{{ $x.name }}.{{ include "promfleet.betweenQuotes" $x.zone }}:{{ int64 $x.port }}/"',
        'replicas: {{ int64 $x.replicas }}',
        'resources:',
        '  {{- toYaml $x.resources | nindent 2 }}',
        '',
      ].join('\n'),
    );
  });

  it('with what was done to a setting on the way', () => {
    const text = template({}, (draft) => ({
      regex: draft.text('$x.name').replace(/[.$]/g, '\\$&'),
      label: draft.text('$x.value').replaceAll('$', '$$$$'),
    }));
    expect(text).toBe(
      [
        'regex: {{ regexQuoteMeta $x.name | quote }}',
        'label: {{ $x.value | replace "$" "$$" | quote }}',
        '',
      ].join('\n'),
    );
  });

  it('and is not made where nobody knows what was done', () => {
    const cut = () => template({}, (draft) => ({ name: draft.text('$x.name').replace('$', '%') }));
    expect(cut).toThrow('nothing is known that makes');
  });

  it('with braces that are not actions', () => {
    const text = template({}, (draft) => ({
      summary: '{{ $labels.job }} is down',
      expr: `up{${draft.plain('$x.label')}="a"}`,
    }));
    expect(text).toBe(
      [
        'summary: "{{ "{{" }} $labels.job }} is down"',
        'expr: "up{{ "{" }}{{ $x.label }}=\\"a\\"}"',
        '',
      ].join('\n'),
    );
  });
});

describe('what is not in all examples stands under a condition', () => {
  it('of a flag, of its opposite, or of two', () => {
    const text = template(FLAGS, (draft) => ({
      ...(draft.on('a') ? { first: 1 } : { second: 2 }),
    }));
    expect(text).toBe(
      ['{{- if $x.a }}', 'first: 1', '{{- else }}', 'second: 2', '{{- end }}', ''].join('\n'),
    );
    const two = template(FLAGS, (draft) => ({
      ...(draft.on('a') && draft.on('b') && { both: 3 }),
      ...((draft.on('a') || draft.on('b')) && { either: 4 }),
    }));
    expect(two).toBe(
      [
        '{{- if and $x.a (eq $x.b "on") }}',
        'both: 3',
        '{{- end }}',
        '{{- if or $x.a (eq $x.b "on") }}',
        'either: 4',
        '{{- end }}',
        '',
      ].join('\n'),
    );
  });

  it('inside of another condition asks for no more than is needed there', () => {
    const text = template(FLAGS, (draft) =>
      draft.on('a') ? { name: 'some', spec: draft.on('b') ? { limit: 1 } : {} } : undefined,
    );
    expect(text).toBe(
      [
        '{{- if $x.a }}',
        'name: some',
        '{{- if eq $x.b "on" }}',
        'spec:',
        '  limit: 1',
        '{{- else }}',
        'spec: {}',
        '{{- end }}',
        '{{- end }}',
        '',
      ].join('\n'),
    );
  });

  it('even a word of a text', () => {
    const text = template(FLAGS, (draft) => ({
      regex: `(x${draft.on('a') ? '|a' : ''}${draft.on('b') ? '|b' : ''})`,
    }));
    expect(text).toBe('regex: "(x{{ if $x.a }}|a{{ end }}{{ if eq $x.b "on" }}|b{{ end }})"\n');
  });

  it('and is refused where three flags do not tell', () => {
    const many = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((flag) => [flag, { expression: `$x.${flag}` }]),
    );
    const odd = (draft: Draft<string>) =>
      ['a', 'b', 'c', 'd'].filter((flag) => draft.on(flag)).length % 2 === 1;
    expect(() => template(many, (draft) => (odd(draft) ? { odd: 1 } : {}))).toThrow(
      'no three flags say when something is rendered',
    );
  });
});

describe('what is made of a list is repeated', () => {
  const each: Scope = { range: '$one := $x.all' };
  const some = { some: { expression: '$x.all', someOf: each } };

  it('as items, as entries and as words', () => {
    const text = template(some, (draft) => {
      const all = draft.on('some') ? draft.each(each, (one) => one.plain('$one.name')) : [];
      return {
        names: ['ours', ...all.map((name) => `the-${name}`)],
        files: { ours: 1, ...Object.fromEntries(all.map((name) => [name, { owner: name }])) },
        regex: `(ours${all.map((name) => `|${name}`).join('')})`,
      };
    });
    expect(text).toBe(
      [
        'names:',
        '  - ours',
        '  {{- range $one := $x.all }}',
        '  - "the-{{ $one.name }}"',
        '  {{- end }}',
        'files:',
        '  ours: 1',
        '  {{- range $one := $x.all }}',
        '  {{ $one.name | quote }}:',
        '    owner: {{ $one.name | quote }}',
        '  {{- end }}',
        'regex: "(ours{{ range $one := $x.all }}|{{ $one.name }}{{ end }})"',
        '',
      ].join('\n'),
    );
  });

  it('with conditions that are asked of each', () => {
    const flags = { loud: { expression: '$one.loud', scope: each } };
    const text = template(flags, (draft) => ({
      all: draft.each(each, (one) => ({
        name: one.plain('$one.name'),
        ...(draft.on('loud') && { loud: true }),
      })),
    }));
    expect(text).toBe(
      [
        'all:',
        '  {{- range $one := $x.all }}',
        '  - name: {{ $one.name | quote }}',
        '    {{- if $one.loud }}',
        '    loud: true',
        '    {{- end }}',
        '  {{- end }}',
        '',
      ].join('\n'),
    );
  });

  it('and is refused where it follows from more than its element', () => {
    const numbered = () =>
      template({}, (draft) => ({
        all: draft.each(each, (one) => one.plain('$one')).map((name, at) => `${name}-${at}`),
      }));
    expect(numbered).toThrow('each of "$one := $x.all" gives something else');
  });
});

it('a file of JSON in a ConfigMap stands there line by line', () => {
  const text = template({}, (draft) => ({
    data: {
      'a.json': `{
  "label": "${draft.plain('$x.label')}",
  "legend": "{{${draft.plain('$x.label')}}} of {{pod}}",
  "said": "${draft.text('$x.said')}"
}
`,
    },
  }));
  expect(text).toBe(
    [
      'data:',
      '  a.json: |',
      '    {',
      '      "label": "{{ $x.label }}",',
      '      "legend": "{{ "{{" }}{{ $x.label }}}} of {{ "{{" }}pod}}",',
      '      "said": "{{ include "promfleet.betweenQuotes" $x.said }}"',
      '    }',
      '',
    ].join('\n'),
  );
});

it('a file in a ConfigMap is looked into', () => {
  const yaml = new KeptYaml();
  const text = template(FLAGS, (draft) => ({
    data: {
      'a.yml': `groups:\n${yaml.items([{ name: 'group', ...(draft.on('a') && { limit: 1 }) }], '  ')}`,
    },
  }));
  expect(text).toBe(
    [
      'data:',
      '  a.yml: |',
      '    groups:',
      '      - name: group',
      '        {{- if $x.a }}',
      '        limit: 1',
      '        {{- end }}',
      '',
    ].join('\n'),
  );
});
