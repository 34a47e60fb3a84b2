import type { ChartFile } from '../../charts/chart-file';
import { templateName } from '../../charts/layout';
import type { Renderer } from '../renderer';

/** The template of the pod that `helm test` runs. */
export const TEST = 'tests/ask-prometheus';

/** Actions that give what the values resolve to as a variable. */
export const resolved = (variable: string) =>
  `{{- include "promfleet.resolve" . }}\n{{- $${variable} := .Values.resolved }}`;

/** The objects of files by the names of their templates, which are those of the files. */
export function byTemplate(
  files: readonly ChartFile[],
  renderer: Renderer,
): Map<string, readonly object[]> {
  return new Map(files.map((file) => [templateName(file.path), renderer.objects(file)]));
}
