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
  constructor(scope: Construct, id: string, props: MonitorChartProps) {
    super(scope, id);
    const { server, exporters, pushNamespaces } = props;
    const { pushgateway, nodeExporter, kubeStateMetrics, statsdExporter } = exporters;
    const scraper = server.selector;
    if (server.networkPolicies) new DefaultDeny(this, 'default-deny', server);
    new MonitorPrometheus(this, 'prometheus', props);
    const pushers = { scraper, pushNamespaces };
    if (pushgateway) new Pushgateway(this, 'pushgateway', { workload: pushgateway, ...pushers });
    if (nodeExporter) {
      new NodeExporter(this, 'node-exporter', { workload: nodeExporter, scraper });
    }
    if (kubeStateMetrics) {
      new KubeStateMetrics(this, 'kube-state-metrics', { workload: kubeStateMetrics, scraper });
    }
    if (statsdExporter) {
      new StatsdExporter(this, 'statsd-exporter', { workload: statsdExporter, ...pushers });
    }
  }
}
