import { JOB } from '../../model/jobs';
import type { Workload } from '../../model/types';
import { attach } from '../relabel/annotations';
import type { ScrapeConfig } from '../types';

/**
 * The monitor's node-exporter on every node.
 *
 * `instance` is the node's name, as in the kubelets' jobs: addresses change, and joins need it.
 */
export function nodeExporter({ namespace, release, port }: Workload): ScrapeConfig {
  return {
    job_name: JOB.nodeExporter,
    kubernetes_sd_configs: [
      {
        role: 'pod',
        namespaces: { names: [namespace] },
        // The API server picks them: no other pod of the namespace is watched for this job.
        selectors: [
          { role: 'pod', label: `app=prometheus,component=node-exporter,release=${release}` },
        ],
      },
    ],
    relabel_configs: [
      // Keeps the exporter's own port: sidecars may have been injected.
      {
        source_labels: ['__meta_kubernetes_pod_container_port_number'],
        regex: String(port),
        action: 'keep',
      },
      attach('instance', '__meta_kubernetes_pod_node_name'),
      attach('node', '__meta_kubernetes_pod_node_name'),
    ],
  };
}
