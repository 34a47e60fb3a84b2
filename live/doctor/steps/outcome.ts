import type { DiagnosisCode } from '../diagnoses';
import type { Outcome } from '../types';

export const ok = (found: string): Outcome => ({ state: 'ok', found });

export const unknown = (found: string): Outcome => ({ state: 'unknown', found });

/** @param found - what says so, the most telling first */
export const broken = (
  code: DiagnosisCode,
  ...found: readonly (string | undefined)[]
): Outcome => ({
  state: 'broken',
  code,
  found: found.filter((one) => one !== undefined && one !== '').join('; '),
});

/** What the hub says, for people. */
export const hubSays = (said: string | undefined) => said && `the hub says: ${said}`;
