import { parseAllDocuments } from 'yaml';
import { checkUsersRules } from '../dashboards/check';
import { type Diagnostic, formatPath, hasErrors } from '../diagnostics';
import { readFleetText } from '../inventory';
import { resolveFleet } from '../model/resolve';
import type { Fleet, Member } from '../model/types';
import { checkPrometheus } from '../prometheus/check';
import { renderFleet } from '../synth/render-fleet';

/** A fleet file with what every fleet needs around the part that a test is about. */
export function fleetFile({ hub = '', defaults = '', cluster = '' } = {}): string {
  return [
    `hub: { cluster: control-plane${hub && `, ${hub}`} }`,
    ...(defaults ? [`defaults: { ${defaults} }`] : []),
    'clusters:',
    `  - { name: one, server: 'https://192.0.2.1:6443'${cluster && `, ${cluster}`} }`,
  ].join('\n');
}

/** Resolves the text of a fleet file; what is wrong with it fails the test. */
export function resolved(text: string): Fleet {
  const { file, problems } = readFleetText(text, 'fleet.yaml');
  if (!file) throw new Error(JSON.stringify(problems));
  const { fleet, diagnostics } = resolveFleet(file);
  const found = [...diagnostics, ...checkPrometheus(fleet), ...checkUsersRules(fleet)];
  if (hasErrors(found)) throw new Error(JSON.stringify(found));
  return fleet;
}

/** The first member of a fleet file's text. */
export function resolvedMember(text: string): Member {
  const [member] = resolved(text).members;
  if (!member) throw new Error('no member');
  return member;
}

/** The errors found in a fleet file once it is resolved, as `path: message`. */
export function resolvedProblems(text: string): string[] {
  return resolvedDiagnostics(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

/** What there is to say of a fleet file once it is resolved. */
export function resolvedDiagnostics(text: string): readonly Diagnostic[] {
  const { file, problems } = readFleetText(text, 'fleet.yaml');
  if (!file) throw new Error(JSON.stringify(problems));
  const { fleet, diagnostics } = resolveFleet(file);
  return [...diagnostics, ...checkPrometheus(fleet), ...checkUsersRules(fleet)];
}

/** A Kubernetes object, loosely: tests look into it with matchers. */
// biome-ignore lint/suspicious/noExplicitAny: an object of any kind
export type Manifest = any;

/** The rendered objects of every file, by the file's path. */
export function rendered(text: string): Record<string, Manifest[]> {
  const files: Record<string, Manifest[]> = {};
  // Most files of a large fleet are equal, and reading them is what takes its tests so long.
  const read = new Map<string, Manifest[]>();
  const problems = renderFleet(resolved(text), {
    onFile: ({ path, text, objects: names }) => {
      // A Kustomization is no object of a cluster.
      if (names.length === 0) return;
      const objects = read.get(text) ?? parseAllDocuments(text).map((document) => document.toJS());
      read.set(text, objects);
      files[path] = objects;
    },
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return files;
}

/** The only object of a kind, and of a name if given, in some files. */
export function only(files: Record<string, Manifest[]>, kind: string, name?: string): Manifest {
  const found = Object.values(files)
    .flat()
    .filter((object) => object.kind === kind && (!name || object.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects ${kind} ${name ?? ''}`);
  return found[0];
}
