import type { MemberGroup, Recording } from '../group';
import { recorded, series } from '../promql';
import type { Sources } from '../sources';

/** Labels that name a workload: its namespace, its name, and its kind as Kubernetes writes it. */
const WORKLOAD = ['namespace', 'workload', 'workload_type'] as const;

const POD_OWNERS = 'pod:kube_pod_owner:max';

/** Owners of objects, under the labels of a workload. */
const named = (owners: string) =>
  `label_replace(label_replace(${owners}, "workload", "$1", "owner_name", "(.+)"), "workload_type", "$1", "owner_kind", "(.+)")`;

/** Controllers of objects; mirror pods of a node's own manifests are controlled by nobody who scales. */
const controllers = ({ kubeStateMetrics }: Sources, kind: string, ...matchers: string[]) =>
  series(
    `kube_${kind}_owner`,
    kubeStateMetrics,
    'owner_is_controller="true"',
    'owner_kind!="Node"',
    ...matchers,
  );

/** Pods whose controller is of a kind that has itself a controller, such as a ReplicaSet's Deployment. */
function through(sources: Sources, kind: string, metric: string, label: string): string {
  const pods = controllers(sources, 'pod', `owner_kind="${kind}"`);
  const owners = `label_replace(${named(controllers(sources, metric))}, "owner_name", "$1", "${label}", "(.+)")`;
  return `${pods} * on (namespace, owner_name) group_left (workload, workload_type) max by (owner_name, ${WORKLOAD.join(', ')}) (${owners})`;
}

/** Pods by themselves. */
const alone = ({ kubeStateMetrics }: Sources) =>
  `label_replace(label_replace(${series('kube_pod_info', kubeStateMetrics)}, "workload", "$1", "pod", "(.+)"), "workload_type", "Pod", "", "")`;

const podOwners: Recording = {
  record: POD_OWNERS,
  expr: (sources) =>
    `max by (pod, ${WORKLOAD.join(', ')}) (${[
      through(sources, 'ReplicaSet', 'replicaset', 'replicaset'),
      through(sources, 'Job', 'job', 'job_name'),
      named(controllers(sources, 'pod')),
      alone(sources),
    ].join(' or on (namespace, pod) ')})`,
};

/**
 * To which workload each pod belongs: 1 by `namespace` and `pod`, with `workload` and
 * `workload_type`, a Deployment, a StatefulSet, a DaemonSet, a CronJob, a Job, or what else has
 * pods; a pod that nothing controls is a workload of its own.
 */
export const WORKLOAD_OWNERS: MemberGroup = {
  name: 'promfleet-workload-owners',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [podOwners],
};

/** The sum by workload of what is there by `namespace` and `pod`, and by labels to keep. */
export const byWorkload = (pods: string, ...keep: readonly string[]) =>
  `sum by (${[...WORKLOAD, ...keep].join(', ')}) ((${pods}) * on (namespace, pod) group_left (workload, workload_type) ${recorded(POD_OWNERS)})`;
