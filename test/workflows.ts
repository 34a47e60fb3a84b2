import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A step of a job, as far as the tests look at it. */
export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** A job of a workflow, likewise. */
export interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, unknown>> };
  readonly steps?: readonly Step[];
}

/** Every workflow of the repository. */
export const WORKFLOWS = readdirSync('.github/workflows').map((name) => {
  const file = join('.github/workflows', name);
  return { name, file, workflow: parse(readFileSync(file, 'utf8')) };
});
/** Every job, with the others of its workflow. */
export const JOBS = WORKFLOWS.flatMap(({ name, workflow }) =>
  Object.entries<Job>(workflow.jobs).map(([id, job]) => ({ name, id, job, jobs: workflow.jobs })),
);
/** Every step, with its job. */
export const STEPS = JOBS.flatMap(({ name, id, job }) =>
  (job.steps ?? []).map((step, index) => ({ name, id, index, step, job })),
);
