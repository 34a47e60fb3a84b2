import type { Series, Time } from '../answers';
import type { Lead } from '../lead';

/** What a panel is drawn with. */
export interface Drawing {
  /** Unique in its page. */
  readonly id: string;
  readonly time: Time;
  readonly lead: Lead;
  /** What came of each of its questions, in their order. */
  readonly series: readonly (readonly Series[])[];
}
