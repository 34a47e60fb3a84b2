import { labelSelector } from '../../model/labels';
import { fieldAt, isMapping } from '../../yaml/mapping';
import type { KubeObject, Resources } from '../client/resources';
import { listAt, textAt } from './field';

/**
 * Why the pods of a workload are not ready, in half a sentence with what would help; undefined
 * where they say nothing, such as while they start.
 */
export async function whyStuck(
  resources: Resources,
  workload: KubeObject,
): Promise<string | undefined> {
  const labels = fieldAt(workload, 'spec', 'selector', 'matchLabels');
  const selector = labelSelector(isMapping(labels) ? labels : {});
  const { namespace } = workload.metadata;
  const pods = await resources.list({ apiVersion: 'v1', kind: 'Pod' }, selector, namespace);
  if (pods.length === 0) return noPods(workload);
  return pods.map(reasonOf).find((reason) => reason !== undefined);
}

function noPods(workload: KubeObject): string {
  const conditions = listAt(workload, 'status', 'conditions');
  const failure = conditions.find(
    (condition) =>
      textAt(condition, 'type') === 'ReplicaFailure' && textAt(condition, 'status') === 'True',
  );
  const said = textAt(failure, 'message');
  const { namespace, name } = workload.metadata;
  return said
    ? `no pod may be made: ${firstLine(said)}, allow it`
    : `it has no pods, see kubectl describe ${workload.kind.toLowerCase()} ${name} -n ${namespace}`;
}

/** What is to be done about a container that waits, by the reason that the kubelet gives. */
const FIXES: Readonly<Record<string, string>> = {
  ErrImagePull: 'let the nodes reach the registry, or set imageRegistry and imagePullSecrets',
  ImagePullBackOff: 'let the nodes reach the registry, or set imageRegistry and imagePullSecrets',
  InvalidImageName: 'correct images in the fleet file',
  CreateContainerConfigError: 'make the Secret or ConfigMap that is named',
  CrashLoopBackOff: 'read its log with kubectl logs --previous',
};

function reasonOf(pod: KubeObject): string | undefined {
  const { name } = pod.metadata;
  const unscheduled = listAt(pod, 'status', 'conditions').find(
    (condition) =>
      textAt(condition, 'type') === 'PodScheduled' && textAt(condition, 'status') === 'False',
  );
  if (unscheduled) {
    const said = textAt(unscheduled, 'message') ?? '';
    const fix = /PersistentVolumeClaim/i.test(said)
      ? 'give the cluster a default StorageClass or set storageClass'
      : 'give it room, or smaller resources';
    return `pod ${name} is ${textAt(unscheduled, 'reason') ?? 'not scheduled'}: ${firstLine(said)}, ${fix}`;
  }
  for (const container of containersOf(pod)) {
    const reason = textAt(container, 'state', 'waiting', 'reason') ?? '';
    const fix = FIXES[reason];
    const said = firstLine(textAt(container, 'state', 'waiting', 'message') ?? '');
    if (fix) return `pod ${name} is in ${reason}${said && `: ${said}`}, ${fix}`;
  }
  return undefined;
}

const containersOf = (pod: KubeObject) => [
  ...listAt(pod, 'status', 'initContainerStatuses'),
  ...listAt(pod, 'status', 'containerStatuses'),
];

const firstLine = (text: string) => text.trim().split('\n')[0]?.slice(0, 200) ?? '';
