import { counter, gauge, histogram, type LabelSet, metric, of, range, times } from './samples';

/** How large the cluster is that is made up. */
export interface Shape {
  readonly nodes: number;
  readonly podsPerNode: number;
}

/** The pods of a node, each in one of ten namespaces, with two containers. */
export const podsOf = ({ podsPerNode }: Shape, node: number) =>
  range(podsPerNode).map((index) => ({
    namespace: `team-${index % 10}`,
    pod: `app-${index % 50}-${node}-${index}`,
  }));

/** What node-exporter tells of a node. */
export function nodeExporter(seconds: number): string {
  const modes = ['idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user'];
  const filesystems = range(6).map((index) => ({
    device: `/dev/sd${index}`,
    fstype: 'ext4',
    mountpoint: `/data/${index}`,
  }));
  const devices = of(
    'device',
    range(12).map((index) => `eth${index}`),
  );
  const disks = of(
    'device',
    range(4).map((index) => `sd${index}`),
  );
  const counters = (names: readonly string[], sets: readonly LabelSet[]) =>
    names.map((name) => metric(name, sets, counter(seconds))).join('');
  const gauges = (names: readonly string[], sets: readonly LabelSet[], most: number) =>
    names.map((name) => metric(name, sets, gauge(most))).join('');
  return [
    metric(
      'node_cpu_seconds_total',
      times(of('cpu', range(16)), of('mode', modes)),
      counter(seconds),
    ),
    gauges(
      [
        'node_filesystem_avail_bytes',
        'node_filesystem_size_bytes',
        'node_filesystem_files',
        'node_filesystem_files_free',
      ],
      filesystems,
      1e12,
    ),
    metric('node_filesystem_readonly', filesystems, () => 0),
    counters(
      ['bytes', 'packets', 'errs', 'drop'].flatMap((what) => [
        `node_network_receive_${what}_total`,
        `node_network_transmit_${what}_total`,
      ]),
      devices,
    ),
    counters(
      [
        'node_disk_io_time_seconds_total',
        'node_disk_io_time_weighted_seconds_total',
        'node_disk_read_bytes_total',
        'node_disk_written_bytes_total',
        'node_disk_reads_completed_total',
        'node_disk_writes_completed_total',
      ],
      disks,
    ),
    gauges(
      [
        'node_memory_MemAvailable_bytes',
        'node_memory_MemTotal_bytes',
        'node_memory_MemFree_bytes',
        'node_memory_Buffers_bytes',
        'node_memory_Cached_bytes',
        'node_memory_Slab_bytes',
        'node_load1',
        'node_load5',
        'node_load15',
        'node_nf_conntrack_entries',
        'node_nf_conntrack_entries_limit',
        'node_filefd_allocated',
        'node_filefd_maximum',
        'node_timex_offset_seconds',
        'node_timex_sync_status',
        'node_timex_maxerror_seconds',
        'node_textfile_scrape_error',
      ],
      [{}],
      64e9,
    ),
    counters(
      [
        'node_vmstat_pgmajfault',
        'node_vmstat_pgpgin',
        'node_vmstat_pgpgout',
        'node_vmstat_oom_kill',
        'node_context_switches_total',
      ],
      [{}],
    ),
  ].join('');
}

/** What cAdvisor tells of the containers of a node. */
export function cadvisor(shape: Shape, node: number, seconds: number): string {
  const pods = podsOf(shape, node);
  const containers = times(pods, [
    { container: 'app', image: 'registry.internal/app:1' },
    { container: 'proxy', image: 'registry.internal/proxy:1' },
  ]);
  const perContainer = [
    'container_cpu_usage_seconds_total',
    'container_cpu_cfs_periods_total',
    'container_cpu_cfs_throttled_periods_total',
    'container_memory_working_set_bytes',
    'container_memory_rss',
    'container_memory_cache',
    'container_memory_swap',
    'container_fs_reads_bytes_total',
    'container_fs_writes_bytes_total',
    'container_fs_usage_bytes',
    'container_start_time_seconds',
    'container_last_seen',
    'container_threads',
    'container_processes',
  ];
  const perPod = ['bytes', 'packets', 'packets_dropped', 'errors'].flatMap((what) => [
    `container_network_receive_${what}_total`,
    `container_network_transmit_${what}_total`,
  ]);
  return [
    ...perContainer.map((name) => metric(name, containers, counter(seconds))),
    ...perPod.map((name) => metric(name, times(pods, [{ interface: 'eth0' }]), counter(seconds))),
  ].join('');
}

/** What a kubelet tells of itself and of its volumes. */
export function kubelet(shape: Shape, node: number, seconds: number): string {
  const claims = podsOf(shape, node)
    .slice(0, 8)
    .map(({ namespace = '', pod }) => ({ namespace, persistentvolumeclaim: `data-${pod}` }));
  const operations = of(
    'operation_type',
    range(25).map((index) => `operation_${index}`),
  );
  return [
    ...['available', 'capacity', 'used'].map((what) =>
      metric(`kubelet_volume_stats_${what}_bytes`, claims, gauge(1e11)),
    ),
    ...['inodes', 'inodes_free', 'inodes_used'].map((what) =>
      metric(`kubelet_volume_stats_${what}`, claims, gauge(1e6)),
    ),
    metric('kubelet_running_pods', [{}], gauge(30)),
    metric('kubelet_running_containers', of('container_state', ['running', 'exited']), gauge(60)),
    metric('kubelet_node_name', [{ node: `node-${node}` }], () => 1),
    metric('kubelet_runtime_operations_total', operations, counter(seconds)),
    metric('kubelet_runtime_operations_errors_total', operations, counter(seconds / 1000)),
    metric('kubelet_certificate_manager_client_ttl_seconds', [{}], gauge(1e7)),
    metric('kubelet_certificate_manager_server_ttl_seconds', [{}], gauge(1e7)),
    histogram('kubelet_pleg_relist_duration_seconds', [{}], seconds),
    histogram(
      'kubelet_pod_worker_duration_seconds',
      of('operation_type', ['create', 'sync']),
      seconds,
    ),
    histogram('kubelet_runtime_operations_duration_seconds', operations, seconds),
    metric(
      'rest_client_requests_total',
      times(of('code', [200, 201, 404, 500]), of('method', ['GET', 'POST', 'PATCH'])),
      counter(seconds),
    ),
  ].join('');
}

/** What the API server tells of requests to itself and to etcd. */
export function apiServer(seconds: number): string {
  const verbs = of('verb', ['GET', 'LIST', 'WATCH', 'POST', 'PUT', 'PATCH', 'DELETE']);
  const resources = range(60).map((index) => ({
    group: `group-${index % 12}.example.com`,
    version: 'v1',
    resource: `resource-${index}`,
    scope: 'namespace',
  }));
  const requests = times(verbs, resources);
  return [
    metric(
      'apiserver_request_total',
      times(requests, of('code', [200, 404, 500])),
      counter(seconds),
    ),
    histogram('apiserver_request_duration_seconds', requests, seconds),
    histogram(
      'etcd_request_duration_seconds',
      times(of('operation', ['get', 'list', 'create', 'update']), of('type', range(60))),
      seconds,
    ),
    metric(
      'apiserver_current_inflight_requests',
      of('request_kind', ['mutating', 'readOnly']),
      gauge(50),
    ),
    metric('apiserver_request_terminations_total', verbs, counter(seconds / 1000)),
    histogram('apiserver_client_certificate_expiration_seconds', [{}], seconds),
  ].join('');
}
