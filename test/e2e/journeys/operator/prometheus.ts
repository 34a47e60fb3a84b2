import { account, type PolicyRule } from './accounts';
import { metadata, NAMESPACE, PROMETHEUS, RELEASED } from './names';

const PODS = { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': PROMETHEUS };
const PORT = { name: 'http-web', port: 9090 };

/** The Service as `monitor.existing` names it. */
export const EXISTING = { service: PROMETHEUS, namespace: NAMESPACE, port: PORT.name };

/** The Prometheus that the operator is to run, and the Service that leads to it. */
export function prometheus(image: string, rules: readonly PolicyRule[]): object[] {
  return [
    ...account(PROMETHEUS, rules),
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: metadata(PROMETHEUS),
      spec: {
        image,
        version: image.slice(image.lastIndexOf(':') + 1),
        replicas: 1,
        portName: PORT.name,
        serviceAccountName: PROMETHEUS,
        securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534 },
        scrapeInterval: '10s',
        evaluationInterval: '10s',
        ruleSelector: { matchLabels: RELEASED },
        serviceMonitorSelector: { matchLabels: RELEASED },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(PROMETHEUS, { app: PROMETHEUS, 'self-monitor': 'true' }),
      spec: { selector: PODS, ports: [{ ...PORT, targetPort: PORT.name }] },
    },
  ];
}
