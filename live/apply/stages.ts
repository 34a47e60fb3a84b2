import { ROLLOUT } from '../../model/components/federation';
import type { KubeObject } from '../client/resources';

/** Kinds in the order in which they are applied: what a later one needs is there. */
const STAGES: readonly (readonly string[])[] = [
  ['Namespace'],
  ['ServiceAccount'],
  ['Role', 'ClusterRole'],
  // A binding is refused to those who lack its rights, unless the role is there to be bound.
  ['RoleBinding', 'ClusterRoleBinding'],
  ['Secret'],
  ['ConfigMap'],
  ['Service', 'PersistentVolumeClaim'],
  ['Deployment', 'StatefulSet', 'DaemonSet'],
  ['NetworkPolicy', 'PodDisruptionBudget'],
];

/**
 * Objects by stages: those of one can be applied side by side, after those of the stages before.
 * What is of no kind that is known comes late, and the digest of all that after it.
 */
export function stagesOf(objects: readonly KubeObject[]): KubeObject[][] {
  const stages = [...STAGES, []].map((): KubeObject[] => []);
  for (const object of objects.filter((one) => !isRollout(one))) {
    const stage = STAGES.findIndex((kinds) => kinds.includes(object.kind));
    stages.at(stage)?.push(object);
  }
  stages.push(objects.filter(isRollout));
  return stages.filter((stage) => stage.length > 0);
}

/** Whether an object says that all others of its cluster have been applied. */
export const isRollout = ({ kind, metadata: { labels } }: KubeObject): boolean =>
  kind === 'ConfigMap' && labels?.['app.kubernetes.io/component'] === ROLLOUT.component;
