import { Construct } from 'constructs';
import type { PrometheusServer } from '../model/types';
import { IntOrString, KubePodDisruptionBudget, KubeService, KubeServiceAccount } from './k8s';
import { metadata, type Part, selectorLabels } from './labels';

export interface PrometheusServicesProps {
  readonly server: PrometheusServer;
  readonly part: Part;
}

/** What stands around the pods of a Prometheus server: account, Services, disruption budget. */
export class PrometheusServices extends Construct {
  constructor(scope: Construct, id: string, { server, part }: PrometheusServicesProps) {
    super(scope, id);
    const { name, namespace, replicas } = server;
    const selector = selectorLabels(part);
    const targetPort = IntOrString.fromString('http');
    new KubeServiceAccount(this, 'account', {
      metadata: metadata(part, name, namespace),
      // The pods that need a token ask for it themselves.
      automountServiceAccountToken: false,
    });
    new KubeService(this, 'service', {
      metadata: metadata(part, name, namespace),
      spec: {
        type: 'ClusterIP',
        selector,
        // Replicas scrape at different moments: a reader that stays with one sees no jumps.
        sessionAffinity: replicas > 1 ? 'ClientIP' : undefined,
        ports: [{ name: 'http', port: server.servicePort, targetPort }],
      },
    });
    new KubeService(this, 'headless', {
      metadata: metadata(part, `${name}-headless`, namespace),
      spec: {
        clusterIp: 'None',
        selector,
        ports: [{ name: 'http', port: server.containerPort, targetPort }],
      },
    });
    if (replicas > 1) {
      new KubePodDisruptionBudget(this, 'budget', {
        metadata: metadata(part, name, namespace),
        spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: selector } },
      });
    }
  }
}
