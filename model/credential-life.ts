import { durationMs } from '../language/duration';
import { CREDENTIAL_ENDS_SOON } from './defaults';

/** The part of a credential's life that is left when it is renewed. */
export const RENEWAL_PART = 1 / 3;

/**
 * How long before its end a credential is to be looked after: by the hub's alert, and in the table of
 * `promfleet status`. One that lives for hours is renewed by the hour.
 *
 * @param life - how long it is valid as a whole; both in milliseconds
 */
export const endsSoon = (life: number): number =>
  Math.min(durationMs(CREDENTIAL_ENDS_SOON), life * RENEWAL_PART);
