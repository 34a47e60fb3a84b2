import type { MemberGroup } from '../group';
import { recorded, series } from '../promql';
import type { Sources } from '../sources';
import { cpu, memory } from './container-usage';
import { byWorkload } from './workload-owners';

/** Bytes a second by pod. One in the network of its node would have all that the node transfers. */
function network({ cadvisor, kubeStateMetrics }: Sources, direction: string): string {
  const bytes = series(`container_network_${direction}_bytes_total`, cadvisor, 'pod!=""');
  const own = series('kube_pod_info', kubeStateMetrics, 'host_network="false"');
  return `sum by (namespace, pod) (rate(${bytes}[5m])) and on (namespace, pod) ${own}`;
}

/** CPU, memory and network that pods use, by workload; the network also by namespace. */
export const WORKLOAD_USAGE: MemberGroup = {
  name: 'promfleet-workload-usage',
  needs: ['cadvisor', 'kubeStateMetrics'],
  interval: '1m',
  records: [
    {
      record: 'workload:container_cpu_usage_seconds:rate5m',
      expr: (sources) => byWorkload(cpu(sources, 'pod')),
    },
    {
      record: 'workload:container_memory_working_set_bytes:sum',
      expr: (sources) => byWorkload(memory(sources, 'pod')),
    },
    ...['receive', 'transmit'].flatMap((direction) => {
      const name = `container_network_${direction}_bytes:rate5m`;
      return [
        {
          record: `workload:${name}`,
          expr: (sources: Sources) => byWorkload(network(sources, direction)),
        },
        // Of what is recorded: rates are what costs the most, and each pod is of some workload.
        {
          record: `namespace:${name}`,
          expr: () => `sum by (namespace) (${recorded(`workload:${name}`)})`,
        },
      ];
    }),
  ],
};
