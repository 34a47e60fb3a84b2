import type { Monitor } from '../../model/types';
import {
  annotatedPort,
  annotation,
  asked,
  attach,
  identity,
  NO_PORT,
  objectLabels,
  schemePathAndParameters,
} from '../relabel/annotations';
import { withoutFederatedLabel } from '../relabel/federated-rules';
import { runningEndpoints, withoutControlPlane, withoutOwnJobs } from '../relabel/own-pods';
import type { RelabelConfig } from '../types';
import { always, type Job } from './job';
import { tenantLimits } from './limits';

const NAME = 'kubernetes-service-endpoints';

/**
 * The endpoints of every Service annotated `prometheus.io/scrape: "true"`.
 *
 * Without `honor_labels`, as pods (`kubernetes-pods`). Endpoints that are not ready are scraped too: what keeps a pod from
 * being ready is worth seeing. Of a dual-stack Service, Prometheus (≥ 3.11) discovers one family.
 *
 * Two annotated Services over the same pods are two sets of targets, told apart by `service`.
 */
export const SERVICE_ENDPOINTS: Job<Monitor> = {
  name: NAME,
  exists: always,
  config: (monitor) => ({
    ...tenantLimits(monitor),
    kubernetes_sd_configs: [{ role: 'endpointslice' }],
    relabel_configs: [
      asked('service'),
      ...(monitor.exporters.pushgateway ? [withoutPushgateways()] : []),
      withoutOwnJobs(monitor),
      runningEndpoints(),
      withoutHostNames(),
      withoutDatagrams(),
      ...schemePathAndParameters('service'),
      annotatedPort('service'),
      ...withoutAnnotatedPods(),
      ...withoutControlPlane(monitor),
      ...objectLabels('service', monitor.objectLabels),
      ...identity(NAME),
      attach('namespace', '__meta_kubernetes_namespace'),
      attach('service', '__meta_kubernetes_service_name'),
      attach('node', '__meta_kubernetes_pod_node_name'),
    ],
    metric_relabel_configs: [withoutFederatedLabel()],
  }),
};

/** Drops pushgateways, whose Services are annotated for scraping and have a job of their own. */
function withoutPushgateways(): RelabelConfig {
  return { source_labels: [annotation('service', 'probe')], regex: 'pushgateway', action: 'drop' };
}

/**
 * Drops endpoints that are host names: whoever writes one would choose whom we ask, inside the
 * cluster or out. Kubernetes makes none itself, refuses link-local addresses as endpoints, and gives
 * a Service of type ExternalName no endpoints at all.
 *
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#address-types
 */
function withoutHostNames(): RelabelConfig {
  return {
    source_labels: ['__meta_kubernetes_endpointslice_address_type'],
    regex: 'FQDN',
    action: 'drop',
  };
}

/** Drops ports that speak no TCP, and so no HTTP, of a Service annotated without a port. */
function withoutDatagrams(): RelabelConfig {
  return {
    source_labels: [
      annotation('service', 'port'),
      // Of the Service's port, or of a container port that the Service does not name.
      '__meta_kubernetes_endpointslice_port_protocol',
      '__meta_kubernetes_pod_container_port_protocol',
    ],
    regex: `${NO_PORT};(?:(?:UDP|SCTP);.*|;(?:UDP|SCTP))`,
    action: 'drop',
  };
}

/**
 * Drops what kubernetes-pods scrapes already. It cannot be the other way round: a pod does not know
 * its Services. A Service that names another port than its pods' annotations do stays.
 */
function withoutAnnotatedPods(): RelabelConfig[] {
  const scrape = annotation('pod', 'scrape');
  const port = annotation('pod', 'port');
  return [
    // Drops declared ports of a pod that is annotated without a port number: it has them all.
    {
      source_labels: [scrape, port, '__meta_kubernetes_pod_container_port_number'],
      regex: `true;${NO_PORT};\\d+`,
      action: 'drop',
    },
    // Notes the port this target has, and the one that kubernetes-pods scrapes, if it does.
    { source_labels: ['__address__'], regex: '.+:(\\d+)', target_label: '__tmp_port' },
    { target_label: '__tmp_pod_port', replacement: 'none' },
    { source_labels: [scrape, port], regex: 'true;(\\d+)', target_label: '__tmp_pod_port' },
    // Drops the target when they are the same.
    { source_labels: ['__tmp_pod_port'], target_label: '__tmp_port', action: 'dropequal' },
    // Drops the notes: Prometheus tells targets apart by them too.
    { regex: '__tmp_.+', action: 'labeldrop' },
  ];
}
