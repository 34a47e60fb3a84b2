import type { ObjectKind } from '../client/resources';

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
 * What is of no kind that is known comes last.
 */
export function stagesOf<Item extends ObjectKind>(objects: readonly Item[]): Item[][] {
  const stages = [...STAGES, []].map((): Item[] => []);
  for (const object of objects) {
    const stage = STAGES.findIndex((kinds) => kinds.includes(object.kind));
    stages.at(stage)?.push(object);
  }
  return stages.filter((stage) => stage.length > 0);
}
