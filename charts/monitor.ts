import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeStateMetrics } from '../constructs/kube-state-metrics';
import {
  KUBE_STATE_METRICS_RESOURCES,
  KubeStateMetricsAccess,
} from '../constructs/kube-state-metrics-access';
import { MonitorNetworkPolicies } from '../constructs/monitor-network-policies';
import { NodeExporter } from '../constructs/node-exporter';
import { PrometheusDiscovery } from '../constructs/prometheus-discovery';
import { PrometheusServices } from '../constructs/prometheus-services';
import { PrometheusStatefulSet } from '../constructs/prometheus-stateful-set';
import { Pushgateway } from '../constructs/pushgateway';
import type { Monitor } from '../model/types';
import { serverPart } from './parts';

/** All of a monitor but its configuration: what clusters set up alike have in common. */
export type MonitorChartProps = Pick<
  Monitor,
  'server' | 'pushgateway' | 'nodeExporter' | 'kubeStateMetrics' | 'apiServerCidrs'
>;

/** The Prometheus stack inside a member. */
export class MonitorChart extends Chart {
  constructor(scope: Construct, id: string, props: MonitorChartProps) {
    super(scope, id);
    const { server, pushgateway, nodeExporter, kubeStateMetrics } = props;
    const { name, namespace } = server;
    const part = serverPart(server.release);
    new PrometheusDiscovery(this, 'discovery', { name, namespace, part });
    new PrometheusServices(this, 'services', { server, part });
    new PrometheusStatefulSet(this, 'server', { server, part, apiToken: true });
    if (pushgateway) new Pushgateway(this, 'pushgateway', pushgateway);
    if (nodeExporter) new NodeExporter(this, 'node-exporter', nodeExporter);
    if (kubeStateMetrics) {
      const resources = KUBE_STATE_METRICS_RESOURCES;
      new KubeStateMetricsAccess(this, 'kube-state-metrics-access', kubeStateMetrics);
      new KubeStateMetrics(this, 'kube-state-metrics', { ...kubeStateMetrics, resources });
    }
    if (server.networkPolicies) new MonitorNetworkPolicies(this, 'policies', { ...props, part });
  }
}
