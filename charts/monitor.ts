import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeStateMetrics } from '../constructs/kube-state-metrics';
import { MonitorPrometheus } from '../constructs/monitor-prometheus';
import { DefaultDeny } from '../constructs/network-policy';
import { NodeExporter } from '../constructs/node-exporter';
import { Pushgateway } from '../constructs/pushgateway';
import { StatsdExporter } from '../constructs/statsd-exporter';
import type { Monitor } from '../model/types';

/** All of a monitor but its configuration: what clusters set up alike have in common. */
export type MonitorChartProps = Pick<
  Monitor,
  'server' | 'rollout' | 'exporters' | 'apiServerCidrs' | 'pushNamespaces' | 'nodePorts'
>;

/** The Prometheus stack inside a member. */
export class MonitorChart extends Chart {
  /** What shuts all pods of the release off; absent where no NetworkPolicies are written. */
  readonly defaultDeny?: DefaultDeny;
  /** The Prometheus, and what it may discover. */
  readonly prometheus: MonitorPrometheus;
  /** Absent where it is switched off, as all below. */
  readonly pushgateway?: Pushgateway;
  readonly nodeExporter?: NodeExporter;
  readonly kubeStateMetrics?: KubeStateMetrics;
  readonly statsdExporter?: StatsdExporter;

  constructor(scope: Construct, id: string, props: MonitorChartProps) {
    super(scope, id);
    const { server, exporters, pushNamespaces } = props;
    const { pushgateway, nodeExporter, kubeStateMetrics, statsdExporter } = exporters;
    if (server.networkPolicies) {
      this.defaultDeny = new DefaultDeny(this, 'default-deny', server);
    }
    this.prometheus = new MonitorPrometheus(this, 'prometheus', props);
    const scraper = this.prometheus.server.selector;
    const pushers = { scraper, pushNamespaces };
    if (pushgateway) {
      this.pushgateway = new Pushgateway(this, 'pushgateway', {
        workload: pushgateway,
        ...pushers,
      });
    }
    if (nodeExporter) {
      this.nodeExporter = new NodeExporter(this, 'node-exporter', {
        workload: nodeExporter,
        scraper,
      });
    }
    if (kubeStateMetrics) {
      this.kubeStateMetrics = new KubeStateMetrics(this, 'kube-state-metrics', {
        workload: kubeStateMetrics,
        scraper,
      });
    }
    if (statsdExporter) {
      this.statsdExporter = new StatsdExporter(this, 'statsd-exporter', {
        workload: statsdExporter,
        ...pushers,
      });
    }
  }
}
