import { type Made, type Member, ofMember, TROUBLE, WORKLOADS } from './members';
import { chance, ramp, wave } from './noise';

const GIB = 1024 ** 3;

/** What runs in a member: by workload, by namespace and for the cluster. */
export function workloadSeries(member: Member): Made[] {
  return [
    ...member.namespaces.flatMap((namespace) => ofNamespace(member, namespace)),
    ...ofCluster(member),
  ];
}

const isLooping = ({ name }: Member, namespace: string) =>
  name === TROUBLE.pressure.member && namespace === TROUBLE.pressure.namespace;

/** Whether its pods crash in a minute. */
const looping = (member: Member, namespace: string, minute: number) =>
  isLooping(member, namespace) && minute >= TROUBLE.pressure.from + 10;

const restarts = (member: Member, namespace: string, minute: number) =>
  isLooping(member, namespace) ? Math.round(42 * ramp(minute, TROUBLE.pressure.from + 10, 60)) : 0;

function ofNamespace(member: Member, namespace: string): Made[] {
  const { name, nodes } = member;
  const of = (metric: string, value: (minute: number) => number, labels = {}) =>
    ofMember(member, metric, { namespace, ...labels }, value);
  const workloads = (WORKLOADS[namespace] ?? []).map(([workload, workload_type, part]) => {
    const key = `${name} ${namespace} ${workload}`;
    const size = part * nodes.length * member.cores * 0.08;
    const request = size * (0.8 + 1.4 * chance(key));
    return {
      labels: { workload, workload_type },
      cpu: (minute: number) => size * member.load * 1.6 * (1 + 0.25 * wave(key, minute)),
      memory: (minute: number) => size * 1.8 * GIB * (1 + 0.06 * wave(`${key} memory`, minute)),
      cpuRequest: request,
      memoryRequest: request * 2 * GIB,
      network: (minute: number) => size * 4e5 * (1 + 0.4 * wave(`${key} network`, minute)),
    };
  });
  type Workload = (typeof workloads)[number];
  const sum = (value: (workload: Workload, minute: number) => number) => (minute: number) =>
    workloads.reduce((total, each) => total + value(each, minute), 0);
  const each = (
    metric: string,
    value: (workload: Workload, minute: number) => number,
    labels = {},
  ) =>
    workloads.map((workload) =>
      of(metric, (minute) => value(workload, minute), { ...workload.labels, ...labels }),
    );
  const resources = [
    ['cpu', ({ cpuRequest }: Workload) => cpuRequest],
    ['memory', ({ memoryRequest }: Workload) => memoryRequest],
  ] as const;
  const pods = Math.round(nodes.length * (1.5 + 2 * chance(`${name} ${namespace}`)));
  const stuck = (minute: number) => (looping(member, namespace, minute) ? 3 : 0);
  const kinds = (kind: string, type: string) => {
    const count = workloads.filter(({ labels }) => labels.workload_type === type).length;
    const ill = (minute: number) =>
      type === 'Deployment' && looping(member, namespace, minute) ? 1 : 0;
    return count === 0
      ? []
      : [
          of(`namespace:kube_${kind}:count`, () => count),
          of(`namespace:kube_${kind}_unhealthy:count`, ill),
        ];
  };
  return [
    ...each('workload:container_cpu_usage_seconds:rate5m', ({ cpu }, minute) => cpu(minute)),
    ...each('workload:container_memory_working_set_bytes:sum', ({ memory }, minute) =>
      memory(minute),
    ),
    of(
      'namespace:container_cpu_usage_seconds:rate5m',
      sum(({ cpu }, minute) => cpu(minute)),
    ),
    of(
      'namespace:container_memory_working_set_bytes:sum',
      sum(({ memory }, minute) => memory(minute)),
    ),
    of(
      'namespace:container_network_receive_bytes:rate5m',
      sum(({ network }, at) => network(at)),
    ),
    of(
      'namespace:container_network_transmit_bytes:rate5m',
      sum(({ network }, at) => 0.7 * network(at)),
    ),
    ...resources.flatMap(([resource, value]) => [
      ...each('workload:kube_pod_container_resource_requests:sum', value, { resource }),
      of('namespace:kube_pod_container_resource_requests:sum', sum(value), { resource }),
    ]),
    of('namespace:kube_pod_status_phase:sum', (minute) => pods - stuck(minute), {
      phase: 'Running',
    }),
    of('namespace:kube_pod_status_phase:sum', (minute) => (stuck(minute) ? 1 : 0), {
      phase: 'Pending',
    }),
    of('namespace:kube_pod_status_phase:sum', () => 0, { phase: 'Failed' }),
    of('namespace:kube_pod_container_status_waiting_reason:sum', stuck, {
      reason: 'CrashLoopBackOff',
    }),
    of('namespace:kube_pod_status_unschedulable:sum', () => 0),
    of('namespace:kube_pod_container_status_restarts:increase1h', (minute) =>
      restarts(member, namespace, minute),
    ),
    ...kinds('deployment', 'Deployment'),
    ...kinds('statefulset', 'StatefulSet'),
    ...kinds('daemonset', 'DaemonSet'),
    of('namespace:kube_job:count', () => 1),
    of('namespace:kube_job_unhealthy:count', () => 0),
    ...(namespace === 'checkout' ? scaled(member, of) : []),
    ...volumes(member, namespace, of),
  ];
}

type Of = (metric: string, value: (minute: number) => number, labels?: object) => Made;

function scaled({ name }: Member, of: Of): Made[] {
  return [
    of('namespace:kube_horizontalpodautoscaler:count', () => 2),
    of('namespace:kube_horizontalpodautoscaler_unhealthy:count', () => 0),
    of('namespace:kube_horizontalpodautoscaler_maxed_out:count', (minute) =>
      name === 'prod-eu-1' && minute > 320 ? 1 : 0,
    ),
    ...['requests.cpu', 'requests.memory'].map((resource) =>
      of('namespace:kube_resourcequota_used:max_ratio', () => 0.4 + 0.5 * chance(name + resource), {
        resource,
      }),
    ),
  ];
}

function volumes({ name }: Member, namespace: string, of: Of): Made[] {
  const claims = (WORKLOADS[namespace] ?? []).filter(([, kind]) => kind === 'StatefulSet');
  return claims.flatMap(([workload]) => [
    of('namespace:kube_persistentvolumeclaim:count', () => 2),
    of('namespace:kube_persistentvolumeclaim_unhealthy:count', () => 0),
    ...['0', '1'].flatMap((index) => {
      const persistentvolumeclaim = `data-${workload}-${index}`;
      const base = 0.3 + 0.55 * chance(`${name} ${persistentvolumeclaim}`);
      const labels = { persistentvolumeclaim };
      return [
        of(
          'persistentvolumeclaim:kubelet_volume_stats_used:ratio',
          (minute) => base + minute * 0.0001,
          labels,
        ),
        of('persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio', () => base / 8, labels),
      ];
    }),
  ]);
}

function ofCluster(member: Member): Made[] {
  const { name, nodes, cores, memory } = member;
  const of = (metric: string, value: (minute: number) => number, labels = {}) =>
    ofMember(member, metric, labels, value);
  const ill = (minute: number) => (looping(member, TROUBLE.pressure.namespace, minute) ? 1 : 0);
  const size = nodes.length * cores;
  const requested = member.load * 1.25;
  return [
    of('cluster:kube_deployment_unhealthy:count', ill),
    of('cluster:kube_statefulset_unhealthy:count', () => 0),
    of('cluster:kube_daemonset_unhealthy:count', () => 0),
    of('cluster:kube_persistentvolumeclaim_unhealthy:count', () => 0),
    of('cluster:kube_pod_status_phase:sum', (minute) => nodes.length * 14 - 3 * ill(minute), {
      phase: 'Running',
    }),
    of('cluster:kube_pod_status_phase:sum', ill, { phase: 'Pending' }),
    of('cluster:kube_pod_status_phase:sum', () => 0, { phase: 'Failed' }),
    of('cluster:kube_pod_container_status_restarts:increase1h', (minute) =>
      restarts(member, TROUBLE.pressure.namespace, minute),
    ),
    ...[
      ['cpu', size],
      ['memory', nodes.length * memory],
    ].flatMap(([resource, whole]) => [
      of('cluster:kube_node_status_allocatable:sum', () => Number(whole) * 0.95, {
        resource: String(resource),
      }),
      of(
        'cluster:kube_pod_container_resource_requests:sum',
        () => Number(whole) * requested * (0.9 + 0.2 * chance(`${name} ${resource}`)),
        { resource: String(resource) },
      ),
    ]),
  ];
}
