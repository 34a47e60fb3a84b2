import { asError, ClusterFailure, type FailureReason } from '../client/failure';
import type { Lifetime } from './credential';
import type { Proof } from './proof';

/** What came of one member. */
export type Outcome = Connected | Planned | Failed;

/** It has a credential, proven. */
export interface Connected extends Lifetime {
  readonly cluster: string;
  readonly ok: true;
  /** `kept`: the one that was there is valid for long enough. */
  readonly action: 'delivered' | 'kept';
  readonly type: 'client certificate' | 'token';
  /** Where it is; absent for one that was kept. */
  readonly delivered?: string;
  readonly proof: Proof;
  readonly notes: readonly string[];
}

/** What would be done. */
export interface Planned {
  readonly cluster: string;
  readonly ok: true;
  readonly action: 'planned';
  readonly plan: string;
}

export interface Failed {
  readonly cluster: string;
  readonly ok: false;
  readonly reason: FailureReason;
  readonly message: string;
}

/** Whatever was thrown while a member was worked on: the others go on. */
export function failed(cluster: string, error: unknown): Failed {
  const { reason, message } =
    error instanceof ClusterFailure
      ? error
      : new ClusterFailure(
          'refused',
          `an answer was not understood, found ${asError(error).message}, look at what stands before the API server`,
        );
  return { cluster, ok: false, reason, message };
}
