import type { Monitor } from '../../model/types';
import { inCluster } from '../in-cluster';
import { always, type Job } from './job';

/**
 * Every API server of the cluster, found as the endpoints of the Service `kubernetes`.
 *
 * They are dialled by address but verified by the name that every API server's certificate has:
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export const API_SERVERS: Job<Monitor> = {
  name: 'kubernetes-apiservers',
  exists: always,
  config: () => ({
    ...inCluster('kubernetes.default.svc'),
    kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: ['default'] } }],
    relabel_configs: [
      // Keeps the API servers' own https port; other Services of the namespace are not ours to ask.
      {
        source_labels: [
          '__meta_kubernetes_service_name',
          '__meta_kubernetes_endpointslice_port_name',
        ],
        regex: 'kubernetes;https',
        action: 'keep',
      },
    ],
  }),
};
