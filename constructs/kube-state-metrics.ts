import { Construct } from 'constructs';
import type { Workload } from '../model/types';
import {
  type Container,
  IntOrString,
  KubeDeployment,
  KubeService,
  KubeServiceAccount,
  Quantity,
} from './k8s';
import { metadata, type Part, partLabels, selectorLabels } from './labels';
import { httpProbe } from './probes';
import { pullSecrets } from './pull-secrets';
import { restrictedContainer, restrictedPod } from './security';

/** Port of kube-state-metrics' metrics about itself. */
const TELEMETRY_PORT = 8081;

/** The place of kube-state-metrics in a release. */
export const kubeStateMetricsPart = (release: string): Part => ({
  release,
  component: 'kube-state-metrics',
});

export interface KubeStateMetricsProps extends Workload {
  /** Kinds to make metrics of, as `--resources` takes them: what its role may list. */
  readonly resources: readonly string[];
}

/** kube-state-metrics: the state of Kubernetes objects as metrics. */
export class KubeStateMetrics extends Construct {
  constructor(scope: Construct, id: string, props: KubeStateMetricsProps) {
    super(scope, id);
    const { name, namespace, port } = props;
    const part = kubeStateMetricsPart(props.release);
    const selector = selectorLabels(part);
    new KubeServiceAccount(this, 'account', {
      metadata: metadata(part, name, namespace),
      automountServiceAccountToken: false,
    });
    new KubeService(this, 'service', {
      metadata: {
        ...metadata(part, name, namespace),
        annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(port) },
      },
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name: 'http', port, targetPort: IntOrString.fromString('http') }],
      },
    });
    new KubeDeployment(this, 'deployment', {
      metadata: metadata(part, name, namespace),
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: partLabels(part) },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            imagePullSecrets: pullSecrets(props),
            securityContext: restrictedPod(65534),
            containers: [kubeStateMetrics(props)],
          },
        },
      },
    });
  }
}

function kubeStateMetrics({ image, port, resources }: KubeStateMetricsProps): Container {
  return {
    name: 'kube-state-metrics',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--port=${port}`,
      `--telemetry-port=${TELEMETRY_PORT}`,
      `--resources=${resources.join(',')}`,
    ],
    ports: [
      { name: 'http', containerPort: port },
      { name: 'telemetry', containerPort: TELEMETRY_PORT },
    ],
    resources: {
      requests: { cpu: Quantity.fromString('10m'), memory: Quantity.fromString('64Mi') },
    },
    securityContext: restrictedContainer(),
    readinessProbe: {
      ...httpProbe('/readyz', { periodSeconds: 5, timeoutSeconds: 5 }),
      httpGet: { path: '/readyz', port: IntOrString.fromString('telemetry') },
    },
    livenessProbe: httpProbe('/livez', { periodSeconds: 15, timeoutSeconds: 5 }),
  };
}
