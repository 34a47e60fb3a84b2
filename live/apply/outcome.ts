import type { Difference } from './difference';

/** What came of an apply on one cluster. */
export interface ClusterOutcome {
  readonly role: 'member' | 'hub';
  /** The cluster's name in the fleet file, or `hub.cluster`. */
  readonly name: string;
  readonly kubeContext: string;
  /** Whether it is in the fleet file; what has left is only pruned. */
  readonly left: boolean;
  /** Objects; with a dry run those that would be. */
  created: number;
  changed: number;
  unchanged: number;
  pruned: number;
  /** Why something was not done; a sentence each. Whatever is here fails the command. */
  readonly problems: string[];
  /** Fields that others have, and that were not taken from them. */
  readonly conflicts: ObjectConflict[];
  /** What had better be known. */
  readonly notes: string[];
  /** What the API server warns of. */
  readonly warnings: string[];
  /** With a dry run, what would change of each object. */
  readonly differences: ObjectDifference[];
}

/** A field of an object that another field manager has with another value. */
export interface ObjectConflict {
  /** `Kind namespace/name` */
  readonly object: string;
  /** Such as `.spec.replicas`. */
  readonly field: string;
  /** Who has it. */
  readonly manager: string;
}

/** What would become of an object. */
export interface ObjectDifference {
  /** `Kind namespace/name` */
  readonly object: string;
  readonly action: 'create' | 'change' | 'delete';
  readonly changes: Difference;
}

/** An outcome of which nothing is known yet. */
export const noOutcome = (
  which: Pick<ClusterOutcome, 'role' | 'name' | 'kubeContext' | 'left'>,
): ClusterOutcome => ({
  ...which,
  created: 0,
  changed: 0,
  unchanged: 0,
  pruned: 0,
  problems: [],
  conflicts: [],
  notes: [],
  warnings: [],
  differences: [],
});

/** How a cluster is called on lines of its own. */
export const called = ({ role, name }: Pick<ClusterOutcome, 'role' | 'name'>): string =>
  role === 'hub' ? `the hub ${name}` : name;

/** Whether all went well. */
export const wentWell = ({ problems, conflicts }: ClusterOutcome): boolean =>
  problems.length === 0 && conflicts.length === 0;
