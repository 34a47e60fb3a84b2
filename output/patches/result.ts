import { isDeepStrictEqual } from 'node:util';
import { checkObjectName } from '../../language/names';
import { fieldAt, isMapping } from '../../yaml/mapping';
import type { Manifest } from '../manifest';
import { type Fault, objectFaults } from './fields';
import type { KubernetesTypes } from './kubernetes-types';

/** What tells an object from all others. */
const IDENTITY: readonly (readonly string[])[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
];

const SELECTED = /^(DaemonSet|Deployment|StatefulSet|Service)$/;

/** What Kubernetes, or the rest of what is rendered, would refuse of an object that was patched. */
export function resultFaults(before: Manifest, after: Manifest, types: KubernetesTypes): Fault[] {
  const moved = IDENTITY.flatMap((path) => changed(before, after, path));
  if (moved.length > 0) return moved;
  const type = types.ofObject(after);
  return [
    ...(type === undefined ? [] : objectFaults(after, type, types)),
    ...(SELECTED.test(after.kind) ? changed(before, after, ['spec', 'selector']) : []),
    ...unselected(after),
    ...accountName(after),
  ];
}

function changed(before: Manifest, after: Manifest, path: readonly string[]): Fault[] {
  const [was, is] = [fieldAt(before, ...path), fieldAt(after, ...path)];
  if (isDeepStrictEqual(was, is)) return [];
  const found = is === undefined ? 'nothing' : JSON.stringify(is);
  const right =
    was === undefined ? 'leave it out' : `leave it ${JSON.stringify(was)}, which others rely on`;
  return [{ path, message: `${path.join('.')} is not to be changed, found ${found}, ${right}` }];
}

/** Pods have to be what their workload selects. */
function unselected(object: Manifest): Fault[] {
  const wanted = fieldAt(object, 'spec', 'selector', 'matchLabels');
  const path = ['spec', 'template', 'metadata', 'labels'];
  const labels = fieldAt(object, ...path);
  if (!isMapping(wanted) || fieldAt(object, 'spec', 'template') === undefined) return [];
  return Object.entries(wanted)
    .filter(([key, value]) => fieldAt(labels, key) !== value)
    .map(([key, value]) => ({
      path: [...path, key],
      message: `the pods are not those that its selector asks for, found ${JSON.stringify(fieldAt(labels, key) ?? 'nothing')} as their label ${key}, leave it ${JSON.stringify(value)}`,
    }));
}

function accountName(object: Manifest): Fault[] {
  const path = ['spec', 'template', 'spec', 'serviceAccountName'];
  const name = fieldAt(object, ...path);
  const wrong = typeof name === 'string' ? checkObjectName(name) : undefined;
  return wrong === undefined ? [] : [{ path, message: wrong }];
}
