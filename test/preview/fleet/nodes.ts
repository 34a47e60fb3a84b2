import { type Made, type Member, ofMember, TROUBLE } from './members';
import { chance, ramp, wave } from './noise';

/** What the nodes of a member do, and what follows for the cluster. */
export function nodeSeries(member: Member): Made[] {
  const { nodes, cores, memory } = member;
  const every = (name: string, value: (node: string, minute: number) => number) =>
    nodes.map((node) => ofMember(member, name, { node }, (minute) => value(node, minute)));
  const cluster = (name: string, value: (minute: number) => number) =>
    ofMember(member, name, {}, value);
  const mean = (value: (node: string, minute: number) => number) => (minute: number) =>
    nodes.reduce((sum, node) => sum + value(node, minute), 0) / nodes.length;
  const most = (value: (node: string, minute: number) => number) => (minute: number) =>
    Math.max(...nodes.map((node) => value(node, minute)));
  const sum = (value: (node: string, minute: number) => number) => (minute: number) =>
    mean(value)(minute) * nodes.length;

  const cpu = around(member, 'cpu', 0.9, 0.25);
  const used = (node: string, minute: number) =>
    isShort(member, node)
      ? 0.7 + 0.26 * ramp(minute, TROUBLE.pressure.from - 60, 70) + 0.01 * wave('short', minute)
      : around(member, 'memory', 1.05, 0.05)(node, minute);
  const full = (node: string, minute: number) =>
    0.35 + 0.35 * chance(`${member.name} disk ${node}`) + minute * 0.00005;
  const busy = around(member, 'io', 0.4, 0.5);
  const received = (node: string, minute: number) =>
    2e7 * around(member, 'rx', 1, 0.4)(node, minute);
  const sent = (node: string, minute: number) => 1.4e7 * around(member, 'tx', 1, 0.4)(node, minute);
  const nothing = () => 0;
  return [
    ...every('node:node_cpu_cores:count', () => cores),
    ...every('node:node_cpu_utilisation:rate5m', cpu),
    ...every('node:node_load1_per_core:ratio', (node, minute) => cpu(node, minute) * 1.2),
    ...every('node:node_memory_MemTotal_bytes:max', () => memory),
    ...every('node:node_memory_utilisation:ratio', used),
    ...every('node:node_filesystem_utilisation:max', full),
    ...every('node:node_disk_io_time_seconds:max_rate5m', busy),
    ...every('node:node_network_receive_bytes:rate5m', received),
    ...every('node:node_network_transmit_bytes:rate5m', sent),
    ...every('node:node_network_errs:rate5m', nothing),
    ...every('node:node_network_drop:rate5m', (node, minute) =>
      // Most lose none.
      chance(`${member.name} drops ${node}`) < 0.2
        ? Math.max(0, 0.3 * wave(`${member.name} drop ${node}`, minute))
        : 0,
    ),
    cluster('cluster:nodes:count', () => nodes.length),
    cluster('cluster:node_cpu_cores:sum', () => cores * nodes.length),
    cluster('cluster:node_cpu_utilisation:rate5m', mean(cpu)),
    cluster('cluster:node_memory_MemTotal_bytes:sum', () => memory * nodes.length),
    cluster('cluster:node_memory_utilisation:ratio', mean(used)),
    cluster('cluster:node_filesystem_utilisation:max', most(full)),
    cluster('cluster:node_filesystem_size_bytes:sum', () => nodes.length * DISK),
    cluster(
      'cluster:node_filesystem_avail_bytes:sum',
      (minute) => nodes.length * DISK * (1 - mean(full)(minute)),
    ),
    cluster('cluster:node_disk_io_time_seconds:max_rate5m', most(busy)),
    cluster('cluster:node_network_receive_bytes:rate5m', sum(received)),
    cluster('cluster:node_network_transmit_bytes:rate5m', sum(sent)),
    ...conditions(member),
    ...kubelets(member),
  ];
}

const DISK = 200 * 1024 ** 3;
const DAY = 86_400;

const isShort = ({ name }: Member, node: string) =>
  name === TROUBLE.pressure.member && node === TROUBLE.pressure.node;

/** What a node has of the load of its cluster, up and down. */
const around =
  (member: Member, what: string, part: number, moves: number) =>
  (node: string, minute: number): number => {
    const name = `${member.name} ${what} ${node}`;
    return member.load * part * (0.8 + 0.4 * chance(name)) * (1 + moves * wave(name, minute));
  };

function conditions(member: Member): Made[] {
  const { nodes } = member;
  const pressed = (node: string, minute: number) =>
    isShort(member, node) && minute >= TROUBLE.pressure.from ? 1 : 0;
  const of = (condition: string, value: (node: string, minute: number) => number) => [
    ...nodes.map((node) =>
      ofMember(
        member,
        'node_condition:kube_node_status_condition:max',
        { node, condition },
        (minute) => value(node, minute),
      ),
    ),
    ofMember(member, 'condition:kube_node_status_condition:sum', { condition }, (minute) =>
      nodes.reduce((sum, node) => sum + value(node, minute), 0),
    ),
  ];
  return [
    ...of('Ready', () => 1),
    ...of('MemoryPressure', pressed),
    ...of('DiskPressure', () => 0),
    ...of('PIDPressure', () => 0),
    ofMember(member, 'cluster:kube_node_info:count', {}, () => nodes.length),
    ofMember(member, 'cluster:kube_node_spec_unschedulable:sum', {}, () => 0),
  ];
}

function kubelets(member: Member): Made[] {
  const { name, nodes } = member;
  const every = (metric: string, value: (key: string, minute: number, node: string) => number) =>
    nodes.map((node) =>
      ofMember(member, metric, { node }, (minute) =>
        value(`${name} ${metric} ${node}`, minute, node),
      ),
    );
  const left = (key: string, minute: number) => (20 + 300 * chance(key)) * DAY - minute * 60;
  return [
    ...every('node:kubelet_running_pods:max', (key) => Math.round(12 + 25 * chance(key))),
    ...every('node:kubelet_running_containers:max', (key) => Math.round(20 + 40 * chance(key))),
    ...every(
      'node:kubelet_pleg_relist_duration_seconds:p99_rate5m',
      (key, minute, node) => (isShort(member, node) ? 0.4 : 0.03) * (1 + 0.4 * wave(key, minute)),
    ),
    ...every(
      'node:kubelet_pod_start_sli_duration_seconds:p99_rate10m',
      (key, minute) => 3 + 2 * wave(key, minute),
    ),
    ...every('node:kubelet_runtime_operations_errors:ratio_rate5m', (key, minute, node) =>
      isShort(member, node)
        ? 0.03 * ramp(minute, TROUBLE.pressure.from, 20)
        : 0.001 + 0.001 * wave(key, minute),
    ),
    ...every('node:kubelet_certificate_manager_client_ttl_seconds:min', left),
    ...every('node:kubelet_certificate_manager_server_ttl_seconds:min', left),
  ];
}
