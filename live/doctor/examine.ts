import { type Diagnosis, diagnosis } from './diagnoses';
import { Patient, type PatientOptions } from './patient';
import { STEPS, type Step } from './stations';
import { clock, federation, limits } from './steps/answer';
import { agreement, credential, ending, job } from './steps/at-hub';
import { endpoints, networkPolicy, service } from './steps/behind';
import { authentication, authorisation } from './steps/rights';
import { dns, tcp, tls } from './steps/way';
import type { DoctorReport, Examined, Outcome } from './types';

export interface ExamineOptions extends PatientOptions {
  /**
   * Milliseconds before its end from which a credential needs attention.
   *
   * @default - 14 days, or a third of its life if that is less
   */
  readonly withinMs?: number;
  /** Told of each step when it begins. */
  readonly onStep?: (step: Step) => void;
}

const EXAMINED_BY: Readonly<Record<Step, (patient: Patient) => Promise<Outcome>>> = {
  credential,
  job,
  DNS: dns,
  TCP: tcp,
  TLS: tls,
  authentication,
  authorisation,
  Service: service,
  endpoints,
  NetworkPolicy: networkPolicy,
  federation,
  limits,
  clock,
  hub: agreement,
};

/**
 * Walks the way of the hub's request to a member, step by step, with the hub's own credential and by
 * what the hub says of its last one, until something is wrong. Nothing is changed anywhere.
 */
export async function examine(options: ExamineOptions): Promise<DoctorReport> {
  const { member, withinMs, onStep } = options;
  const patient = new Patient(options);
  const steps: Examined[] = [];
  let found: Diagnosis | undefined;
  try {
    for (const step of STEPS) {
      if (found) {
        steps.push({ step, state: 'not reached' });
        continue;
      }
      onStep?.(step);
      const outcome = await EXAMINED_BY[step](patient);
      steps.push({ step, ...outcome });
      if (outcome.state === 'broken') found = diagnosis(outcome.code, member.name, outcome.found);
    }
    if (!found) {
      const soon = await ending(patient, withinMs);
      if (soon !== undefined) found = diagnosis('credential-ends-soon', member.name, soon);
    }
  } finally {
    patient.close();
  }
  const notes = [...patient.notes];
  return {
    cluster: member.name,
    request: `GET https://${member.job.target}${member.job.path}`,
    ok: found === undefined && notes.length === 0,
    steps,
    ...(found ? { diagnosis: found } : {}),
    notes,
  };
}
