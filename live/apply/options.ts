import type { Fleet, Member } from '../../model/types';
import type { Kubeconfig } from '../client/kubeconfig';
import type { Progress } from '../progress';
import type { Removal } from './removal-guard';

export interface ApplyFleetOptions {
  readonly fleet: Fleet;
  /** Those of its members that are applied. */
  readonly members: readonly Member[];
  /** Whether the hub is applied, too, and members are looked for that left the fleet. */
  readonly hub: boolean;
  readonly kubeconfig: Kubeconfig;
  /** Clusters at a time. */
  readonly parallel: number;
  readonly dryRun: boolean;
  /** Whether what is no longer rendered is deleted. */
  readonly prune: boolean;
  /** Percent of all objects that may be deleted, also of whole clusters. */
  readonly maxRemoved?: number;
  /** Whether it goes on where a cluster is not the one that it was, or has another owner. */
  readonly force: boolean;
  /** Whether fields are taken from other managers. */
  readonly forceConflicts: boolean;
  /** Milliseconds to wait for pods; absent: not at all. */
  readonly waitMs?: number;
  readonly progress: Progress;
  /**
   * Asks whether so much may be deleted.
   *
   * @default - there is nobody to be asked, and nothing is deleted
   */
  readonly confirm?: (removals: readonly Removal[], why: string) => Promise<boolean>;
}
