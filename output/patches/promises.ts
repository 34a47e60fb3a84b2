import { isDeepStrictEqual } from 'node:util';
import { fieldAt, type Mapping, own } from '../../yaml/mapping';
import type { Manifest } from '../manifest';
import { mappingsAt } from './mapping';

/** What is decided as a whole: kinds, and the parts of them that say who may do what. */
const WHOLE: readonly (readonly [kind: RegExp, path: readonly string[]])[] = [
  [/^(Cluster)?Role$/, ['rules']],
  [/^(Cluster)?RoleBinding$/, ['subjects']],
  [/^(Cluster)?RoleBinding$/, ['roleRef']],
  [/^NetworkPolicy$/, ['spec']],
  [/^Namespace$/, ['metadata', 'labels', 'pod-security.kubernetes.io/enforce']],
];

/**
 * Promises of security that a patch undoes, in a few words each.
 *
 * @param after - absent: the object is removed
 */
export function undone(before: Manifest, after: Manifest | undefined): string[] {
  const whole = WHOLE.flatMap(([kind, path]) =>
    kind.test(before.kind) && !isDeepStrictEqual(fieldAt(before, ...path), fieldAt(after, ...path))
      ? [`${path.join('.')} changes`]
      : [],
  );
  if (after === undefined) return before.kind === 'NetworkPolicy' ? ['it is removed'] : [];
  const known = new Set(openings(before));
  return [...whole, ...openings(after).filter((opening) => !known.has(opening))];
}

/** What an object allows that promfleet allows nowhere but where it has to. */
function openings(object: Manifest): string[] {
  if (object.kind === 'ServiceAccount') return tokenOpening(object);
  const pod = fieldAt(object, 'spec', 'template', 'spec') as Mapping | undefined;
  if (!pod) return [];
  const containers = [...mappingsAt(pod, 'initContainers'), ...mappingsAt(pod, 'containers')];
  return [
    ...tokenOpening(pod),
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => own(pod, key) === true),
    ...mappingsAt(pod, 'volumes')
      .filter((volume) => own(volume, 'hostPath') !== undefined)
      .map(({ name }) => `volume ${name} is a hostPath`),
    ...containers.flatMap((container) =>
      ofContainer(container, pod).map((opening) => `${opening} of container ${container.name}`),
    ),
  ];
}

const tokenOpening = (value: Mapping) =>
  own(value, 'automountServiceAccountToken') === false
    ? []
    : ['automountServiceAccountToken is not false'];

/** What the restricted Pod Security Standard refuses, and a root file system that can be written. */
function ofContainer(container: Mapping, pod: Mapping): string[] {
  const context = (...path: string[]) => fieldAt(container, 'securityContext', ...path);
  const either = (...path: string[]) =>
    context(...path) ?? fieldAt(pod, 'securityContext', ...path);
  const dropped = context('capabilities', 'drop');
  const added = context('capabilities', 'add');
  return [
    ...(either('runAsNonRoot') === true ? [] : ['runAsNonRoot is not true']),
    ...(either('runAsUser') === 0 ? ['runAsUser is 0'] : []),
    ...(context('privileged') === true ? ['privileged is true'] : []),
    ...(context('allowPrivilegeEscalation') === false
      ? []
      : ['allowPrivilegeEscalation is not false']),
    ...(context('readOnlyRootFilesystem') === true ? [] : ['readOnlyRootFilesystem is not true']),
    ...(Array.isArray(dropped) && dropped.includes('ALL') ? [] : ['capabilities.drop has no ALL']),
    ...(Array.isArray(added) && added.length > 0 ? [`capabilities.add has ${added}`] : []),
    ...(['RuntimeDefault', 'Localhost'].includes(String(either('seccompProfile', 'type')))
      ? []
      : ['seccompProfile is neither RuntimeDefault nor Localhost']),
  ];
}
