/** A named template: lines of actions that leave no space. */
export function define(name: string, why: string, ...lines: readonly string[]): string {
  const comment = `{{- /* ${why} */ -}}`;
  return [comment, `{{- define "promfleet.${name}" -}}`, ...lines, '{{- end -}}', ''].join('\n');
}

/** Puts what a template gives into `.Values.resolved`, once for all files of a chart. */
export const resolve = (name: string) =>
  define(
    'resolve',
    'Resolves the values once for all templates, which find them in .Values.resolved.',
    `{{- if not (hasKey .Values "resolved") -}}{{- $_ := set .Values "resolved" (include "promfleet.${name}" . | fromJson) -}}{{- end -}}`,
  );

/** A regular expression as a template sees it. */
export const regex = ({ source, flags }: RegExp) =>
  JSON.stringify(flags === '' ? source : `(?${flags})${source}`);

/** Data as a template sees it. */
export const data = (value: object) => {
  const parse = Array.isArray(value) ? 'fromJsonArray' : 'fromJson';
  return `(${JSON.stringify(JSON.stringify(value))} | ${parse})`;
};
