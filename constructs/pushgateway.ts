import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { PUSHGATEWAY } from '../model/components/pushgateway';
import type { Labels, NamespaceSelector, Workload } from '../model/types';
import { Component } from './component';
import { metadata } from './metadata';
import { Allow, podsOf, podsWith, tcp } from './network-policy';
import { PlacedDeployment } from './placed';
import { container, podTemplate } from './pod';
import { httpProbe } from './probes';
import { Account, Service } from './service';

/** What a Pushgateway is made from. */
export interface PushgatewayProps {
  /** Its names, image, ports and resources. */
  readonly workload: Workload;
  /** Labels of the pods that scrape it. */
  readonly scraper: Labels;
  /**
   * Namespaces whose pods may push.
   *
   * @default - all
   */
  readonly pushNamespaces?: NamespaceSelector;
}

/** A Pushgateway for jobs that end before they could be scraped. */
export class Pushgateway extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its Deployment. */
  readonly deployment: ApiObject;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, props: PushgatewayProps) {
    super(scope, id, props.workload);
    const { workload, scraper, pushNamespaces } = props;
    const { port } = workload;
    this.account = new Account(this, 'account', workload).object;
    this.service = new Service(this, 'service', {
      workload,
      name: PUSHGATEWAY.service,
      // Its own job finds it by the first, the generic one leaves it alone.
      annotations: { 'prometheus.io/probe': 'pushgateway', 'prometheus.io/scrape': 'true' },
    }).object;
    this.deployment = new PlacedDeployment(this, 'deployment', workload, {
      metadata: metadata(workload),
      spec: {
        // Each holds what was pushed to it in memory: two would tell different stories.
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: workload.selector },
        template: podTemplate(workload, {
          containers: [
            container(workload, {
              args: [`--web.listen-address=:${port}`],
              readinessProbe: httpProbe('/-/ready', { periodSeconds: 5 }),
              livenessProbe: httpProbe('/-/healthy', { periodSeconds: 15 }),
            }),
          ],
        }),
      },
    });
    // Whoever has something to push, and the server that scrapes it.
    this.policy = new Allow(this, 'policy', workload, {
      ingress: [
        // Where all namespaces may push, the server's is among them.
        {
          from: [podsOf(pushNamespaces), ...(pushNamespaces ? [podsWith(scraper)] : [])],
          ports: tcp(port),
        },
      ],
    }).object;
  }
}
