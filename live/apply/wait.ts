import type { KubeObject, Resources } from '../client/resources';
import { until } from '../client/until';
import { nameOf } from './object-name';
import { remaining } from './ready';
import { whyStuck } from './stuck-pods';

export interface WaitOptions {
  /** Milliseconds since 1970 at which it gives up. */
  readonly until: number;
  /** Told what is waited for. */
  readonly onStep: (step: string) => void;
}

/** Milliseconds: what has its image is ready in a second. */
const FIRST_PAUSE_MS = 250;

/**
 * Waits until workloads are ready; of one that is not in time, or is gone, a line says why.
 *
 * @param workloads - as they were when they were applied
 * @throws ClusterFailure if the cluster no longer answers
 */
export async function waitUntilReady(
  resources: Resources,
  workloads: readonly KubeObject[],
  { until: end, onStep }: WaitOptions,
): Promise<string[]> {
  let waiting = workloads.filter((workload) => remaining(workload) !== undefined);
  const gone: string[] = [];
  const look = async () => {
    const now = await Promise.all(
      waiting.map(async (before) => ({ before, after: await resources.read(before) })),
    );
    for (const { before, after } of now) {
      if (!after) gone.push(`${nameOf(before)} was deleted while it was waited for, apply again`);
    }
    waiting = now.flatMap(({ after }) => (after && remaining(after) !== undefined ? after : []));
    return said();
  };
  const said = () => {
    const [first, ...more] = waiting;
    if (!first) return true;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    onStep(`waits for ${nameOf(first)}${others}: ${remaining(first)}`);
    return undefined;
  };
  if (!said()) await until({ timeoutMs: end - Date.now(), pauseMs: FIRST_PAUSE_MS }, look);
  return [...gone, ...(await Promise.all(waiting.map((late) => lateLine(resources, late))))];
}

async function lateLine(resources: Resources, workload: KubeObject): Promise<string> {
  // Who may not see pods is told what the workload itself says.
  const why = await whyStuck(resources, workload).catch(() => undefined);
  return `${nameOf(workload)} is not ready, ${remaining(workload)}${why ? `: ${why}` : ', give it longer with --timeout'}`;
}
