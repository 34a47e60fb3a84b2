/** What cannot be changed in an object of a kind that is there. */
export interface Immutable {
  /** Paths below the object; whatever is below them counts. */
  readonly fields: readonly string[];
  /** Whether the object can be replaced without what it owns: only pods' owners own anything. */
  readonly orphans?: boolean;
}

/** The size of a PersistentVolumeClaim, the one field that can be changed one way: it may grow. */
export const CLAIM_SIZE = 'spec.resources.requests.storage';

/**
 * The fields that the API server refuses to change, by kind, as far as promfleet writes them.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ and the validation of
 * each kind; docs/upgrade.md has the same table with what changes them.
 */
export const IMMUTABLE: Readonly<Record<string, Immutable>> = {
  StatefulSet: {
    fields: [
      'spec.volumeClaimTemplates',
      'spec.serviceName',
      'spec.podManagementPolicy',
      'spec.selector',
    ],
    orphans: true,
  },
  Deployment: { fields: ['spec.selector'] },
  DaemonSet: { fields: ['spec.selector'] },
  RoleBinding: { fields: ['roleRef'] },
  ClusterRoleBinding: { fields: ['roleRef'] },
  PersistentVolumeClaim: {
    fields: ['spec.accessModes', 'spec.storageClassName', CLAIM_SIZE],
  },
  Secret: { fields: ['type'] },
};

/** How an object is replaced that Kubernetes refuses to change. */
export function wayToReplace(orphans: boolean): string {
  const [way, section] = orphans
    ? ['delete it with --cascade=orphan and apply', 'Volumes']
    : ['delete it and apply', 'What cannot be changed'];
  return `${way}, see ${section} in docs/upgrade.md`;
}
