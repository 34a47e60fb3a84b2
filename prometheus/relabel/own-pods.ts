import { EXPORTER_KEYS, EXPORTERS } from '../../model/components';
import { MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import type { Monitor } from '../../model/types';
import type { RelabelConfig } from '../types';
import { escaped } from './forced-label';

/**
 * Drops the monitor's own pods that have a job of their own.
 *
 * None of them is annotated by us, but admission webhooks (Istio's) annotate what they inject into.
 */
export function withoutOwnJobs(monitor: Monitor): RelabelConfig {
  const scraped = EXPORTER_KEYS.filter((key) => monitor.exporters[key] && EXPORTERS[key].job);
  const components = [
    MONITOR_PROMETHEUS.component,
    ...scraped.map((key) => EXPORTERS[key].component),
  ];
  const { namespace, release } = monitor.server;
  return {
    source_labels: [
      '__meta_kubernetes_namespace',
      '__meta_kubernetes_pod_label_release',
      '__meta_kubernetes_pod_label_component',
    ],
    regex: `${namespace};${release};(?:${components.join('|')})`,
    action: 'drop',
  };
}

/** Drops what a job of the control plane scrapes already: CoreDNS, which kubeadm annotates. */
export function withoutControlPlane({ controlPlane }: Monitor): RelabelConfig[] {
  return controlPlane.jobs.map(({ metaLabels, pod, port }) => ({
    source_labels: ['__meta_kubernetes_namespace', ...metaLabels, '__address__'],
    regex: `${escaped(pod)};.+:${port}`,
    action: 'drop',
  }));
}

/** Drops pods in which nothing listens: not started yet, or completed and still holding an address. */
export function runningPods(): RelabelConfig {
  return {
    source_labels: ['__meta_kubernetes_pod_phase'],
    regex: 'Pending|Succeeded|Failed',
    action: 'drop',
  };
}

/**
 * The same of the pods behind a Service.
 *
 * Discovery looks at them when their EndpointSlice changes, and may then know a pod that is ready as
 * one that is pending still: by its phase alone it would be dropped until the next change. Of ports
 * that no Service names it says nothing but the phase: those are kept, and are down until the start.
 */
export function runningEndpoints(): RelabelConfig {
  return {
    source_labels: [
      '__meta_kubernetes_pod_phase',
      '__meta_kubernetes_endpointslice_endpoint_conditions_serving',
    ],
    regex: 'Pending;false|(?:Succeeded|Failed);.*',
    action: 'drop',
  };
}
