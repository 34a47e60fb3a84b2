import type { Step } from '../stations';
import { AT_HUB } from './at-hub';
import { AT_MEMBER } from './at-member';
import type { Entry } from './entry';
import { ON_THE_WAY } from './on-the-way';

/** Everything that `promfleet doctor` can say; docs/troubleshooting.md lists it. */
export const DIAGNOSES = { ...AT_HUB, ...ON_THE_WAY, ...AT_MEMBER } as const;

export type DiagnosisCode = keyof typeof DIAGNOSES;

/** What is wrong with the way to a cluster, and what is to be done. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly step: Step;
  /** In few words. */
  readonly title: string;
  /** What was found that says so. */
  readonly found: string;
  /** What brings it about. */
  readonly cause: string;
  /** What is to be done. */
  readonly fix: string;
}

/** A diagnosis of a cluster. */
export function diagnosis(code: DiagnosisCode, cluster: string, found: string): Diagnosis {
  const { step, title, cause, fix }: Entry = DIAGNOSES[code];
  return { code, step, title, found, cause, fix: fix.replaceAll('CLUSTER', cluster) };
}
