import type { Monitor } from '../../model/types';
import {
  annotation,
  asked,
  attach,
  identity,
  NO_PORT,
  objectLabels,
  schemePathAndParameters,
} from '../relabel/annotations';
import { withoutFederatedLabel } from '../relabel/federated-rules';
import { runningPods, withoutControlPlane, withoutOwnJobs } from '../relabel/own-pods';
import type { RelabelConfig } from '../types';
import { always, type Job } from './job';
import { tenantLimits } from './limits';

const NAME = 'kubernetes-pods';

/**
 * Every pod annotated `prometheus.io/scrape: "true"`: at the port of `prometheus.io/port`, or at
 * each TCP port its containers declare.
 *
 * Without `honor_labels`: a pod speaks for itself. What it says of its job, instance, namespace, pod
 * and node, or of any label of its own object, moves to `exported_<label>`.
 *
 * No label says which container a target is of: with one, a pod annotated with a port would be as
 * many targets as it has container ports, all at the same address. Ports of init containers count:
 * sidecars can be init containers, and nothing tells them apart.
 */
export const PODS: Job<Monitor> = {
  name: NAME,
  exists: always,
  config: (monitor) => ({
    ...tenantLimits(monitor),
    kubernetes_sd_configs: [{ role: 'pod' }],
    relabel_configs: [
      asked('pod'),
      withoutOwnJobs(monitor),
      runningPods(),
      ...scrapablePorts(),
      ...schemePathAndParameters('pod'),
      ...podAddress(),
      ...withoutControlPlane(monitor),
      ...objectLabels('pod', monitor.objectLabels),
      ...identity(NAME),
      attach('namespace', '__meta_kubernetes_namespace'),
      attach('pod', '__meta_kubernetes_pod_name'),
      attach('node', '__meta_kubernetes_pod_node_name'),
    ],
    metric_relabel_configs: [withoutFederatedLabel()],
  }),
};

/** What a pod without a port number in its annotations is not asked at. */
function scrapablePorts(): RelabelConfig[] {
  return [
    // Drops containers without ports, sidecars mostly: port 80 would be a guess.
    {
      source_labels: [annotation('pod', 'port'), '__meta_kubernetes_pod_container_port_number'],
      regex: `${NO_PORT};`,
      action: 'drop',
    },
    // Drops ports that speak no TCP, and so no HTTP.
    {
      source_labels: [annotation('pod', 'port'), '__meta_kubernetes_pod_container_port_protocol'],
      regex: `${NO_PORT};(?:UDP|SCTP)`,
      action: 'drop',
    },
  ];
}

/** The annotated port at the pod's address; a container without ports has none to replace. */
function podAddress(): RelabelConfig[] {
  const source_labels = ['__meta_kubernetes_pod_ip', annotation('pod', 'port')];
  return [
    // IPv6 goes into brackets.
    {
      source_labels,
      regex: '(.*:.*);(\\d+)',
      replacement: '[$1]:$2',
      target_label: '__address__',
    },
    // IPv4 does not.
    {
      source_labels: [...source_labels],
      regex: '([^:]+);(\\d+)',
      replacement: '$1:$2',
      target_label: '__address__',
    },
  ];
}
