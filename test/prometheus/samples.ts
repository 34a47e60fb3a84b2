import { stringify } from 'yaml';
import type { FederationJob, Hub, Monitor, PrometheusServer, Workload } from '../../model/types';

/** YAML as goldens show it; an anchor in it would mean that two places share an object. */
export const yaml = (data: unknown) => stringify(data, { lineWidth: 0 });

const server: PrometheusServer = {
  name: 'monitor-prometheus-server',
  namespace: 'monitoring',
  release: 'monitor',
  createNamespace: true,
  restricted: true,
  networkPolicies: true,
  image: 'prometheus',
  features: { autoReloadFlag: true, extraScrapeMetrics: true, user: 65534 },
  replicas: 1,
  retention: '24h',
  routePrefix: '/prometheus',
  servicePort: 80,
  containerPort: 9090,
};

const workload = (name: string, port: number): Workload => ({
  name: `monitor-${name}`,
  namespace: 'monitoring',
  release: 'monitor',
  image: name,
  port,
});

/** A monitor with everything switched on. */
export const monitor: Monitor = {
  server,
  scrapeInterval: '30s',
  scrapeTimeout: '10s',
  externalLabels: { cluster: 'sfpdcluster14', region: 'us-west-2' },
  kubelet: { insecureSkipVerify: false },
  pushgateway: workload('pushgateway', 9091),
  nodeExporter: workload('node-exporter', 9100),
  kubeStateMetrics: workload('kube-state-metrics', 8080),
  federateFrom: [],
  scrapeConfigs: [],
  rules: [],
};

/** A monitor for an old Prometheus with nothing but the user's additions. */
export const bareMonitor: Monitor = {
  ...monitor,
  server: {
    ...server,
    features: { autoReloadFlag: false, extraScrapeMetrics: false, user: 65534 },
    routePrefix: '',
  },
  pushgateway: undefined,
  nodeExporter: undefined,
  kubeStateMetrics: undefined,
  federateFrom: [
    {
      name: 'istio',
      targets: ['prometheus.istio-system.svc:9090'],
      match: ['{__name__=~"istio_.+"}'],
      interval: '1m',
      timeout: '20s',
      scheme: 'https',
      path: '/federate',
      labels: { mesh: 'istio' },
    },
  ],
  scrapeConfigs: [{ job_name: 'vm', static_configs: [{ targets: ['10.0.0.9:9100'] }] }],
  rules: [{ name: 'mine', rules: [{ record: 'job:up:sum', expr: 'sum by (job) (up)' }] }],
};

/** A hub with Grafana and nothing of the user's. */
export const hub: Hub = {
  server: { ...server, name: 'hub-prometheus-server', release: 'hub', routePrefix: '' },
  cluster: 'control-plane',
  clusterLabel: 'cluster',
  statestore: '/opt/pipeline/statestore',
  scrapeInterval: '30s',
  federateFrom: [],
  scrapeConfigs: [],
  rules: [],
  grafana: {
    name: 'hub-grafana',
    namespace: 'monitoring',
    release: 'hub',
    image: 'grafana',
    adminSecret: 'grafana-admin',
    port: 3000,
    prometheusUrl: 'http://hub-prometheus-server.monitoring.svc:80',
  },
};

/** The reference's cluster, as promfleet would have it: verified. */
export const job: FederationJob = {
  configMap: 'hub-federation-0',
  cluster: 'sfpdcluster14',
  clusterLabel: 'cluster_name',
  labels: {},
  target: '34.213.11.7:6443',
  path: '/api/v1/namespaces/default/services/monitor-prometheus-server:80/proxy/prometheus/federate',
  match: [
    '{job="kubernetes-nodes"}',
    '{job="kubernetes-apiservers"}',
    '{job="kubernetes-service-endpoints"}',
    '{job="kubernetes-cadvisor"}',
    '{job="node_exporter"}',
  ],
  interval: '15s',
  timeout: '7s',
  sampleLimit: 200000,
  bodySizeLimit: '64MB',
  labelLimit: 64,
  labelNameLengthLimit: 256,
  labelValueLengthLimit: 4096,
  credentials: {
    secretName: 'federation-sfpdcluster14',
    items: [],
    caFile: '/opt/pipeline/statestore/sfpdcluster14/certificate-authority-data.pem',
    certFile: '/opt/pipeline/statestore/sfpdcluster14/client-certificate-data.pem',
    keyFile: '/opt/pipeline/statestore/sfpdcluster14/client-key-data.pem',
  },
  insecureSkipVerify: false,
};

/** A member read with a token, by another name than its address, with labels of its own. */
export const tokenJob: FederationJob = {
  ...job,
  cluster: 'lab',
  clusterLabel: 'cluster',
  labels: { environment: 'test' },
  target: '[2001:db8::7]:443',
  credentials: {
    secretName: 'lab-reader',
    items: [],
    caFile: '/opt/pipeline/statestore/lab/certificate-authority-data.pem',
    tokenFile: '/opt/pipeline/statestore/lab/token',
  },
  serverName: 'lab.internal',
};
