import { DRILL_DOWN } from '../../model/components/drill-down';
import type { KubeObject } from '../client/resources';
import { listAt, numberAt, textAt } from './field';

/**
 * Whether an object has pods that take their time, and that an application is not over without.
 * What drills down starts when it has the credentials of all its members, which may come later.
 */
export const isWaitedFor = ({ kind, metadata }: KubeObject): boolean =>
  Object.hasOwn(REMAINING, kind) && metadata.labels?.component !== DRILL_DOWN.component;

/**
 * What a workload still waits for, as `kubectl rollout status` counts: the pods of its latest
 * version, and that none of an earlier one is left.
 *
 * @returns undefined when it is ready
 */
export function remaining(workload: KubeObject): string | undefined {
  const generation = workload.metadata.generation ?? 0;
  if ((numberAt(workload, 'status', 'observedGeneration') ?? 0) < generation) {
    return 'its controller has not seen it yet';
  }
  return REMAINING[workload.kind]?.(workload);
}

const REMAINING: Readonly<Record<string, (workload: KubeObject) => string | undefined>> = {
  Deployment: (deployment) => {
    const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
    const count = statusOf(deployment);
    const failed = listAt(deployment, 'status', 'conditions').some(
      (condition) => textAt(condition, 'reason') === 'ProgressDeadlineExceeded',
    );
    if (count('updatedReplicas') < wanted) {
      return `${count('updatedReplicas')} of ${wanted} pods are new${failed ? ', and it has given up' : ''}`;
    }
    const old = count('replicas') - count('updatedReplicas');
    if (old > 0) return `${old} old ${old === 1 ? 'pod is' : 'pods are'} left`;
    return ready(count('availableReplicas'), count('updatedReplicas'));
  },
  StatefulSet: (set) => {
    const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
    const count = statusOf(set);
    if (count('readyReplicas') < wanted) return ready(count('readyReplicas'), wanted);
    const latest = textAt(set, 'status', 'updateRevision');
    return latest === textAt(set, 'status', 'currentRevision')
      ? undefined
      : `${count('updatedReplicas')} of ${wanted} pods are new`;
  },
  DaemonSet: (set) => {
    const count = statusOf(set);
    const wanted = count('desiredNumberScheduled');
    if (count('updatedNumberScheduled') < wanted) {
      return `${count('updatedNumberScheduled')} of ${wanted} pods are new`;
    }
    return ready(count('numberAvailable'), wanted);
  },
};

const statusOf = (workload: KubeObject) => (key: string) => numberAt(workload, 'status', key) ?? 0;

const ready = (are: number, wanted: number) =>
  are < wanted ? `${are} of ${wanted} pods are ready` : undefined;
