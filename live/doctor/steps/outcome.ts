import type { DiagnosisCode } from '../diagnoses';
import type { Reply } from '../patient';
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

/** Why there is no answer from here. */
export function unanswered(reply: Reply | undefined): string {
  if (!reply || 'answer' in reply) return 'could not be asked from here';
  const { failure, tookMs } = reply;
  return failure.reason === 'unreachable'
    ? `no answer within ${(tookMs / 1000).toFixed(1)} s`
    : failure.message;
}

/** What the hub says, for people. */
export const hubSays = (said: string | undefined) => said && `the hub says: ${said}`;
