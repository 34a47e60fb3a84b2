import { parseAllDocuments } from 'yaml';
import { readFleetText } from '../inventory';
import { formatPath } from '../diagnostics/diagnostic';
import { resolveFleet } from '../model/resolve';
import type { Fleet, Member } from '../model/types';
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
  const resolution = resolveFleet(file);
  if (resolution.problems.length > 0) throw new Error(JSON.stringify(resolution.problems));
  return resolution.fleet;
}

/** The first member of a fleet file's text. */
export function resolvedMember(text: string): Member {
  const [member] = resolved(text).members;
  if (!member) throw new Error('no member');
  return member;
}

/** What the model says is wrong with a fleet file, as `path: message`. */
export function modelProblems(text: string): string[] {
  const { file, problems } = readFleetText(text, 'fleet.yaml');
  if (!file) throw new Error(JSON.stringify(problems));
  return resolveFleet(file).problems.map(
    ({ paths, message }) => `${formatPath(paths[0] ?? [])}: ${message}`,
  );
}

/** A Kubernetes object, loosely: tests look into it with matchers. */
// biome-ignore lint/suspicious/noExplicitAny: an object of any kind
export type Manifest = any;

/** The rendered objects of every file, by the file's path. */
export function rendered(text: string): Record<string, Manifest[]> {
  const files: Record<string, Manifest[]> = {};
  const problems = renderFleet(resolved(text), {
    onFile: ({ path, text }) => {
      files[path] = parseAllDocuments(text).map((document) => document.toJS());
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
