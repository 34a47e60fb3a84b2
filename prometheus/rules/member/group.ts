import type { MemberAlertName } from '../../../inventory/alerts/member';
import type { Alert } from '../rule';
import type { SourceName, Sources } from './sources';

/** Rules of members that are evaluated together. */
export interface MemberGroup {
  /** Name, unique among those of members. */
  readonly name: string;
  /** What they are made of: a Prometheus that has not all of it gets none of the group. */
  readonly needs: readonly SourceName[];
  /**
   * Time between two evaluations.
   *
   * @default - the evaluation interval
   */
  readonly interval?: string;
  readonly records?: readonly Recording[];
  readonly alerts?: readonly MemberAlert[];
}

/** A series that members record. */
export interface Recording {
  /** Its name, `level:metric:operations`. */
  readonly record: string;
  /** PromQL. */
  readonly expr: (sources: Sources) => string;
  /**
   * Whether it goes along to every hub.
   *
   * @default - where a rule or a dashboard of the hub reads it
   */
  readonly federated?: boolean;
}

/** An alert of members. Its texts name nothing but labels: the hub tells of it by the same ones. */
export type MemberAlert = Omit<Alert<MemberAlertName>, 'expr'> & {
  /**
   * The alert that warned of this one, about the same thing: nobody has to be told of both.
   *
   * @default - none
   */
  readonly silences?: MemberAlertName;
} & (
    | {
        /** Where its condition begins, unless the settings say otherwise. */
        readonly threshold: number;
        readonly expr: (sources: Sources, threshold: number) => string;
      }
    | { readonly threshold?: undefined; readonly expr: (sources: Sources) => string }
  );
