import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { STATSD_EXPORTER } from '../model/components/statsd-exporter';
import type { Labels, NamespaceSelector, Workload } from '../model/types';
import { Component } from './component';
import { metadata } from './metadata';
import { Allow, podsOf, podsWith, policyPort, tcp } from './network-policy';
import { PlacedDeployment } from './placed';
import { container, podTemplate } from './pod';
import { httpProbe } from './probes';
import { Account, type NamedPort, Service } from './service';

/** What a statsd_exporter is made from. */
export interface StatsdExporterProps {
  /** Its names, image, ports and resources. */
  readonly workload: Workload;
  /** Labels of the pods that scrape it. */
  readonly scraper: Labels;
  /**
   * Namespaces whose pods may send lines.
   *
   * @default - all
   */
  readonly pushNamespaces?: NamespaceSelector;
}

const { statsdPort } = STATSD_EXPORTER;

const STATSD: readonly NamedPort[] = [
  { name: 'statsd-udp', port: statsdPort, protocol: 'UDP' },
  { name: 'statsd-tcp', port: statsdPort, protocol: 'TCP' },
];

/** A statsd_exporter: it counts StatsD lines that programs send, and is scraped for the result. */
export class StatsdExporter extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its Deployment. */
  readonly deployment: ApiObject;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, props: StatsdExporterProps) {
    super(scope, id, props.workload);
    const { workload, scraper, pushNamespaces } = props;
    const { port } = workload;
    this.account = new Account(this, 'account', workload).object;
    this.service = new Service(this, 'service', { workload, more: STATSD }).object;
    this.deployment = new PlacedDeployment(this, 'deployment', workload, {
      metadata: metadata(workload),
      spec: {
        // Each counts in memory what was sent to it: two would tell different stories.
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: workload.selector },
        template: podTemplate(workload, { containers: [statsdExporter(workload)] }),
      },
    });
    this.policy = new Allow(this, 'policy', workload, {
      ingress: [
        { from: [podsWith(scraper)], ports: tcp(port) },
        // Whoever has something to count.
        { from: [podsOf(pushNamespaces)], ports: STATSD.map(policyPort) },
      ],
    }).object;
  }
}

function statsdExporter(workload: Workload) {
  const { port } = workload;
  return container(workload, {
    args: [
      `--web.listen-address=:${port}`,
      `--statsd.listen-udp=:${statsdPort}`,
      `--statsd.listen-tcp=:${statsdPort}`,
    ],
    ports: [
      { name: 'http', containerPort: port },
      ...STATSD.map(({ name, protocol }) => ({ name, containerPort: statsdPort, protocol })),
    ],
    readinessProbe: httpProbe('/-/ready', { periodSeconds: 5 }),
    livenessProbe: httpProbe('/-/healthy', { periodSeconds: 15 }),
  });
}
