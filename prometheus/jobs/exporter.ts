import { EXPORTERS, type ExporterKey } from '../../model/components';
import type { Labels, Monitor } from '../../model/types';
import { attach } from '../relabel/annotations';
import { withoutFederatedLabel } from '../relabel/federated-rules';
import { forcedJob } from '../relabel/job-claims';
import { withoutLongTexts } from '../relabel/long-texts';
import type { RelabelConfig } from '../types';
import type { Job } from './job';
import { ownLimits, tenantLimits } from './limits';

/** An exporter of the monitor, each of its pods by itself. */
export function exporterJob(key: ExporterKey, name: string): Job<Monitor> {
  const exporter = ({ exporters }: Monitor) => exporters[key];
  const { honoredAs, telemetryPort, fedByTenants } = EXPORTERS[key];
  const metricRelabelling = [
    ...(honoredAs ? [forcedJob(honoredAs), withoutLongTexts()] : []),
    ...(telemetryPort === undefined ? [] : [withoutRuntime()]),
    ...(fedByTenants ? [withoutFederatedLabel()] : []),
  ];
  return {
    name,
    ...(honoredAs ? { series: honoredAs } : {}),
    exists: (monitor) => exporter(monitor) !== undefined,
    config: (monitor) => {
      const { namespace = '', selector = {}, port } = exporter(monitor) ?? {};
      return {
        ...(honoredAs ? { honor_labels: true } : {}),
        ...(fedByTenants ? tenantLimits(monitor) : ownLimits(monitor)),
        kubernetes_sd_configs: [
          {
            role: 'pod',
            namespaces: { names: [namespace] },
            // The API server picks them: no other pod of the namespace is watched for this job.
            selectors: [{ role: 'pod', label: labelSelector(selector) }],
          },
        ],
        relabel_configs: [
          // Keeps the exporter's own ports: sidecars may have been injected.
          {
            source_labels: ['__meta_kubernetes_pod_container_port_number'],
            regex: [port, telemetryPort].filter((one) => one !== undefined).join('|'),
            action: 'keep',
          },
          ...(honoredAs ? aboutOthers(honoredAs) : instance(EXPORTERS[key].instance)),
          ...(telemetryPort === undefined ? [] : [aboutItself(telemetryPort)]),
        ],
        ...(metricRelabelling.length > 0 ? { metric_relabel_configs: metricRelabelling } : {}),
      };
    },
  };
}

/** `instance` is a name, as in the kubelets' jobs: addresses change, and joins need it. */
function instance(by: 'node' | 'pod'): RelabelConfig[] {
  return [
    attach('instance', `__meta_kubernetes_pod_${by === 'node' ? 'node_name' : 'name'}`),
    attach('node', '__meta_kubernetes_pod_node_name'),
  ];
}

/** No node, pod or Service: where a series names none, the exporter's own would be taken for it. */
function aboutOthers(job: string): RelabelConfig[] {
  return [
    forcedJob(job),
    // What is about no namespace is of the monitor's, which nobody else can say.
    attach('namespace', '__meta_kubernetes_namespace'),
    attach('instance', '__meta_kubernetes_pod_name'),
  ];
}

const TELEMETRY = ':telemetry';

/** Tells an exporter's metrics about itself from what it exports. */
function aboutItself(telemetryPort: number): RelabelConfig {
  return {
    source_labels: ['__meta_kubernetes_pod_name', '__meta_kubernetes_pod_container_port_number'],
    regex: `(.+);${telemetryPort}`,
    target_label: 'instance',
    replacement: `$1${TELEMETRY}`,
  };
}

/** Drops what an exporter says of its own process: it is many series, and nobody asks for them. */
function withoutRuntime(): RelabelConfig {
  return {
    source_labels: ['instance', '__name__'],
    regex: `.+${TELEMETRY};(?:go|http|process|promhttp)_.+`,
    action: 'drop',
  };
}

const labelSelector = (labels: Labels) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
