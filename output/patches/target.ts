import type { PatchEntry } from '../../inventory/schema/patches';
import { labelMatcher } from '../../language/label-selector';
import { regexMatcher } from '../../language/regex';
import type { Manifest } from '../manifest';

type Target = PatchEntry['target'];

/** Tells which objects a target is true of, as kustomize does: expressions match a whole text. */
export function targetMatcher(target: Target): (object: Manifest) => boolean {
  const kind = matcher(target.kind);
  const name = matcher(target.name);
  const namespace = matcher(target.namespace);
  const group = matcher(target.group);
  const version = matcher(target.version);
  const labels =
    target.labelSelector === undefined ? undefined : labelMatcher(target.labelSelector);
  return (object) =>
    kind(object.kind) &&
    name(object.metadata.name) &&
    namespace(object.metadata.namespace ?? '') &&
    group(groupOf(object)) &&
    version(object.apiVersion.split('/').at(-1) ?? '') &&
    (labels?.(object.metadata.labels ?? {}) ?? true);
}

const groupOf = ({ apiVersion }: Manifest) =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

/** Most expressions are names, which are compared without one. */
function matcher(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) return () => true;
  if (/^[\w-]+$/.test(pattern)) return (text) => text === pattern;
  return regexMatcher(pattern);
}
