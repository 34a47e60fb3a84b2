import { EXPORTER_JOBS, EXPORTER_PORT, exporterLabels, JOB_LABEL } from './exporters';
import { KUBELETS, metadata, NAMESPACE, PROMETHEUS, released } from './names';
import { EXISTING } from './prometheus';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const TLS = {
  scheme: 'https',
  bearerTokenFile: `${ACCOUNT}/token`,
  tlsConfig: { caFile: `${ACCOUNT}/ca.crt` },
};

/** The jobs that come of the monitors. */
export const EXISTING_JOBS = ['apiserver', 'kubelet', PROMETHEUS, ...EXPORTER_JOBS].sort();

/** Monitors whose jobs and labels are those of the chart. */
export const monitors = (): object[] => [
  monitor('apiserver', 'default', {
    jobLabel: 'component',
    selector: { matchLabels: { component: 'apiserver', provider: 'kubernetes' } },
    endpoints: [
      { port: 'https', ...TLS, tlsConfig: { ...TLS.tlsConfig, serverName: 'kubernetes' } },
    ],
  }),
  monitor('kubelet', KUBELETS.namespace, {
    jobLabel: 'k8s-app',
    selector: { matchLabels: { 'k8s-app': 'kubelet' } },
    endpoints: [kubelets('/metrics'), kubelets('/metrics/cadvisor')],
  }),
  monitor('prometheus', NAMESPACE, {
    selector: { matchLabels: { app: PROMETHEUS, 'self-monitor': 'true' } },
    endpoints: [{ port: EXISTING.port }],
  }),
  ...EXPORTER_JOBS.map((job) =>
    monitor(job, NAMESPACE, {
      jobLabel: JOB_LABEL,
      selector: { matchLabels: exporterLabels(job) },
      // What kube-state-metrics says of a pod is not to be taken for what is said of its own.
      endpoints: [{ port: EXPORTER_PORT, honorLabels: job === 'kube-state-metrics' }],
    }),
  ),
];

/** cAdvisor's metrics have the kubelet's job: the path tells them apart. */
const kubelets = (path: string) => ({
  port: 'https-metrics',
  path,
  honorLabels: true,
  ...TLS,
  relabelings: [{ sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
});

function monitor(component: string, namespace: string, spec: object): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadata(released(component)),
    spec: { namespaceSelector: { matchNames: [namespace] }, ...spec },
  };
}
