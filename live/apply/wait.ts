import type { KubeObject, Resources } from '../client/resources';
import { nameOf } from './object-name';
import { remaining } from './ready';
import { whyStuck } from './stuck-pods';

export interface WaitOptions {
  /** Milliseconds since 1970 at which it gives up. */
  readonly until: number;
  /** Told what is waited for. */
  readonly onStep: (step: string) => void;
}

/** Soon at first: what has its image is ready in a second. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Waits until workloads are ready; of one that is not in time a line says why.
 *
 * @param workloads - as they were when they were applied
 * @throws ClusterFailure if the cluster no longer answers
 */
export async function waitUntilReady(
  resources: Resources,
  workloads: readonly KubeObject[],
  { until, onStep }: WaitOptions,
): Promise<string[]> {
  let waiting = workloads.filter((workload) => remaining(workload) !== undefined);
  for (
    let pause = FIRST_PAUSE_MS;
    waiting.length > 0;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  ) {
    const [first, ...more] = waiting;
    if (first) {
      onStep(
        `waits for ${nameOf(first)}${more.length > 0 ? ` and ${more.length} more` : ''}: ${remaining(first)}`,
      );
    }
    const left = until - Date.now();
    if (left <= 0) return Promise.all(waiting.map((workload) => lateLine(resources, workload)));
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
    const now = await Promise.all(waiting.map((workload) => resources.read(workload)));
    waiting = now
      .filter((workload) => workload !== undefined && remaining(workload) !== undefined)
      .flatMap((workload) => workload ?? []);
  }
  return [];
}

async function lateLine(resources: Resources, workload: KubeObject): Promise<string> {
  // Who may not see pods is told what the workload itself says.
  const why = await whyStuck(resources, workload).catch(() => undefined);
  return `${nameOf(workload)} is not ready, ${remaining(workload)}${why ? `: ${why}` : ', give it longer with --timeout'}`;
}
