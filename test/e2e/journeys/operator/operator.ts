import { account, type PolicyRule } from './accounts';
import { KUBELETS, metadata, released, UNPRIVILEGED } from './names';

/** Images of the operator, and of what it puts beside every Prometheus. */
export const OPERATOR_IMAGES = {
  operator: 'quay.io/prometheus-operator/prometheus-operator:v0.85.0',
  reloader: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0',
} as const;

/** Name of its Deployment. */
export const OPERATOR = released('operator');

/** The Prometheus Operator. */
export function operator(rules: readonly PolicyRule[]): object[] {
  const labels = { app: OPERATOR };
  const container = {
    name: 'operator',
    image: OPERATOR_IMAGES.operator,
    args: [
      `--kubelet-service=${KUBELETS.namespace}/${KUBELETS.name}`,
      `--prometheus-config-reloader=${OPERATOR_IMAGES.reloader}`,
      '--config-reloader-cpu-request=0',
      '--config-reloader-memory-request=0',
    ],
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1 },
    ...UNPRIVILEGED,
  };
  const spec = { serviceAccountName: OPERATOR, containers: [container] };
  return [
    ...account(OPERATOR, rules),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(OPERATOR, labels),
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
  ];
}
