import type { Diagnosis, DiagnosisCode } from './diagnoses';
import type { Step } from './stations';

/** What was found at a step, in few words; with what is wrong there, if something is. */
export type Outcome =
  | { readonly state: 'ok' | 'unknown'; readonly found: string }
  | { readonly state: 'broken'; readonly code: DiagnosisCode; readonly found: string };

/** A step, and what was found there; what comes after a break is not looked at. */
export type Examined = { readonly step: Step } & (
  | Outcome
  | { readonly state: 'not reached'; readonly found?: undefined }
);

/** What came of an examination. Plain data. */
export interface DoctorReport {
  readonly cluster: string;
  /** The hub's request, without its selectors. */
  readonly request: string;
  /** Whether nothing needs attention. */
  readonly ok: boolean;
  readonly steps: readonly Examined[];
  /** The first break, or what needs attention although everything works; absent: nothing. */
  readonly diagnosis?: Diagnosis;
  /** What could not be looked at, and why, each a sentence with what would be right. */
  readonly notes: readonly string[];
}
