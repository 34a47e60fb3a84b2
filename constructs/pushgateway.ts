import { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { IntOrString, KubeDeployment, KubeService, Quantity } from './k8s';
import { metadata, type Part, partLabels, selectorLabels } from './labels';
import { httpProbe } from './probes';
import { pullSecrets } from './pull-secrets';
import { restrictedContainer, restrictedPod } from './security';

/** The Service has the name that jobs have always pushed to, whatever the release. */
const SERVICE = 'prometheus-pushgateway';

/** The Pushgateway's place in a release. */
export const pushgatewayPart = (release: string): Part => ({ release, component: 'pushgateway' });

/** A Pushgateway for jobs that end before they could be scraped. */
export class Pushgateway extends Construct {
  constructor(scope: Construct, id: string, props: Workload) {
    super(scope, id);
    const { name, namespace, image, port } = props;
    const part = pushgatewayPart(props.release);
    const selector = selectorLabels(part);
    new KubeService(this, 'service', {
      metadata: {
        ...metadata(part, SERVICE, namespace),
        // The job banzaicloud-pushgateway finds it by the first, the generic one leaves it alone.
        annotations: {
          'prometheus.io/probe': 'pushgateway',
          'prometheus.io/scrape': 'true',
        },
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
        // Each holds what was pushed to it in memory: two would tell different stories.
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: partLabels(part) },
          spec: {
            automountServiceAccountToken: false,
            imagePullSecrets: pullSecrets(props),
            securityContext: restrictedPod(65534),
            containers: [
              {
                name: 'pushgateway',
                image,
                imagePullPolicy: 'IfNotPresent',
                ports: [{ name: 'http', containerPort: port }],
                resources: {
                  requests: {
                    cpu: Quantity.fromString('10m'),
                    memory: Quantity.fromString('32Mi'),
                  },
                },
                securityContext: restrictedContainer(),
                readinessProbe: httpProbe('/-/ready', { periodSeconds: 5 }),
                livenessProbe: httpProbe('/-/healthy', { periodSeconds: 15 }),
              },
            ],
          },
        },
      },
    });
  }
}
