import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { KUBE_STATE_METRICS } from '../model/components/kube-state-metrics';
import { KUBE_STATE_METRICS_RESOURCES } from '../model/components/kube-state-metrics-resources';
import type { ExporterWorkload, Labels, Workload } from '../model/types';
import { Component } from './component';
import { IntOrString, KubeClusterRole, KubeClusterRoleBinding } from './k8s';
import { clusterMetadata, metadata } from './metadata';
import { Allow, podsWith, tcp } from './network-policy';
import { PlacedDeployment } from './placed';
import { container, podTemplate } from './pod';
import { httpProbe } from './probes';
import { Account, Service } from './service';

/** What a kube-state-metrics is made from. */
export interface KubeStateMetricsProps {
  /** Its names, image, ports, resources and flags. */
  readonly workload: ExporterWorkload;
  /** Labels of the pods that scrape it. */
  readonly scraper: Labels;
}

/** kube-state-metrics: the state of Kubernetes objects as metrics. */
export class KubeStateMetrics extends Component {
  /** The ClusterRole of its account. */
  readonly role: ApiObject;
  /** What binds the role to its account. */
  readonly binding: ApiObject;
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its Deployment. */
  readonly deployment: ApiObject;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, { workload, scraper }: KubeStateMetricsProps) {
    super(scope, id, workload);
    const { role, binding } = this.access(workload);
    this.role = role;
    this.binding = binding;
    this.account = new Account(this, 'account', workload).object;
    this.service = new Service(this, 'service', { workload }).object;
    this.deployment = new PlacedDeployment(this, 'deployment', workload, {
      metadata: metadata(workload),
      spec: {
        replicas: 1,
        selector: { matchLabels: workload.selector },
        template: podTemplate(workload, {
          apiToken: true,
          containers: [kubeStateMetrics(workload)],
        }),
      },
    });
    this.policy = new Allow(this, 'policy', workload, {
      ingress: [
        {
          from: [podsWith(scraper)],
          ports: tcp(workload.port, KUBE_STATE_METRICS.telemetryPort),
        },
      ],
      // The API server has no label to select it by, and an address per provider.
      egress: [{}],
    }).object;
  }

  /** Lets it list and watch what it makes metrics of, and nothing else. */
  private access(workload: Workload) {
    const { name, namespace } = workload;
    const role = new KubeClusterRole(this, 'role', {
      metadata: clusterMetadata(workload),
      rules: KUBE_STATE_METRICS_RESOURCES.map(([apiGroup, resources]) => ({
        apiGroups: [apiGroup],
        resources: [...resources],
        verbs: ['list', 'watch'],
      })),
    });
    const binding = new KubeClusterRoleBinding(this, 'binding', {
      metadata: clusterMetadata(workload),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role.kind, name: role.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
    return { role, binding };
  }
}

function kubeStateMetrics(workload: ExporterWorkload) {
  const { telemetryPort } = KUBE_STATE_METRICS;
  const kinds = KUBE_STATE_METRICS_RESOURCES.flatMap(([, names]) => names).sort();
  return container(workload, {
    args: [
      `--port=${workload.port}`,
      `--telemetry-port=${telemetryPort}`,
      `--resources=${kinds.join(',')}`,
      ...workload.args,
    ],
    ports: [
      { name: 'http', containerPort: workload.port },
      { name: 'telemetry', containerPort: telemetryPort },
    ],
    readinessProbe: {
      ...httpProbe('/readyz', { periodSeconds: 5, timeoutSeconds: 5 }),
      httpGet: { path: '/readyz', port: IntOrString.fromString('telemetry') },
    },
    livenessProbe: httpProbe('/livez', { periodSeconds: 15, timeoutSeconds: 5 }),
  });
}
