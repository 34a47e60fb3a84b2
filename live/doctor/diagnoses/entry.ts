import type { Step } from '../stations';

/** What can be wrong at a step. `CLUSTER` stands for the name of the cluster. */
export interface Entry {
  readonly step: Step;
  /** In few words. */
  readonly title: string;
  /** What brings it about. */
  readonly cause: string;
  /** What is to be done. */
  readonly fix: string;
}
