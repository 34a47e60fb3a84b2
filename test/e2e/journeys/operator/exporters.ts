import { account } from './accounts';
import { metadata, released, UNPRIVILEGED } from './names';

/** Images of the exporters. */
export interface ExporterImages {
  readonly nodeExporter: string;
  readonly kubeStateMetrics: string;
}

/** Name of the port of their Services. */
export const EXPORTER_PORT = 'http-metrics';

/** Label of their Services by which a monitor calls the job. */
export const JOB_LABEL = 'jobLabel';

/** Names of their jobs. */
export const EXPORTER_JOBS = ['node-exporter', 'kube-state-metrics'] as const;

type ExporterJob = (typeof EXPORTER_JOBS)[number];

/** Labels of the Service of a job. */
export const exporterLabels = (job: ExporterJob) => ({ [JOB_LABEL]: job });

/** What kube-state-metrics tells of. */
const LISTED = ['nodes', 'pods', 'namespaces', 'deployments', 'replicasets', 'daemonsets'];

/** The exporters of a cluster. */
export function exporters({ nodeExporter, kubeStateMetrics }: ExporterImages): object[] {
  const name = nameOf('kube-state-metrics');
  const rules = [{ apiGroups: ['', 'apps'], resources: LISTED, verbs: ['list', 'watch'] }];
  return [
    ...account(name, rules),
    workload('Deployment', 'kube-state-metrics', {
      serviceAccountName: name,
      containers: [
        {
          name: 'exporter',
          image: kubeStateMetrics,
          args: [`--resources=${LISTED.join(',')}`],
          ...UNPRIVILEGED,
        },
      ],
    }),
    workload('DaemonSet', 'node-exporter', {
      hostNetwork: true,
      // Filesystems are those of the host's first process.
      hostPID: true,
      containers: [
        {
          name: 'exporter',
          image: nodeExporter,
          args: ['--path.rootfs=/host'],
          volumeMounts: [
            {
              name: 'root',
              mountPath: '/host',
              readOnly: true,
              mountPropagation: 'HostToContainer',
            },
          ],
          ...UNPRIVILEGED,
        },
      ],
      volumes: [{ name: 'root', hostPath: { path: '/' } }],
    }),
    service('kube-state-metrics', 8080),
    service('node-exporter', 9100),
  ];
}

const nameOf = (job: ExporterJob) => released(job);

function workload(kind: string, job: ExporterJob, pod: object): object {
  const labels = { app: nameOf(job) };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: metadata(nameOf(job), labels),
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
  };
}

function service(job: ExporterJob, targetPort: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(nameOf(job), exporterLabels(job)),
    spec: {
      selector: { app: nameOf(job) },
      ports: [{ name: EXPORTER_PORT, port: targetPort, targetPort }],
    },
  };
}
