import type { Construct } from 'constructs';
import * as constructs from '../../../constructs';
import type { Objects, Workload } from '../../../model/types';
import {
  ALERTMANAGER,
  CREDENTIALS,
  DOOR,
  EXPORTER,
  GRAFANA,
  LOGIN,
  MONITOR,
  OBJECTS,
  READER,
  SERVER,
  STATESTORE_SECRET,
  WORKLOAD,
} from './slices';

/** Makes a construct with everything that it can be given. */
export type Case = (scope: Construct) => Construct;

const clients = [{ app: 'client' }];
const scraper = { app: 'scraper' };
const workload: Required<Workload> = WORKLOAD;
const objects: Required<Objects> = OBJECTS;
const { pushNamespaces } = MONITOR;

const opened: Required<constructs.AllowProps> = {
  ingress: [{ from: [constructs.podsWith(scraper)], ports: constructs.tcp(9999) }],
  egress: [constructs.dns, constructs.anywhere],
};

const service: Required<constructs.ServiceProps> = {
  workload,
  name: 'another',
  port: 80,
  more: [{ name: 'more', port: 1234, protocol: 'UDP' }],
  annotations: { 'prometheus.io/scrape': 'true' },
  headless: true,
  publishNotReady: true,
  sticky: true,
};

const configMap: Required<constructs.ConfigMapProps> = {
  ...objects,
  files: { 'a.yml': 'a: 1\n' },
  advice: 'take less',
};

const server: Required<constructs.PrometheusServerProps> = {
  server: SERVER,
  config: { 'prometheus.yml': 'global: {}\n' },
  apiToken: true,
  network: opened,
  mounts: [{ path: '/mnt', volume: { name: 'more', configMap: { name: 'more' } } }],
};

const monitor: Required<constructs.MonitorPrometheusProps> = MONITOR;

const statestore: Required<constructs.StatestoreProps> = {
  statestore: '/state',
  statestoreSecrets: [STATESTORE_SECRET],
  credentials: [CREDENTIALS],
};

const drillDown: Required<constructs.DrillDownProps> = {
  ...statestore,
  server: SERVER,
  asker: scraper,
  egressPorts: [6443],
  files: { 'prometheus.yml': 'global: {}\n' },
};

const hub: Required<constructs.HubPrometheusProps> = {
  ...statestore,
  server: SERVER,
  federationConfigMaps: ['hub-federation-00'],
  inventoryConfigMaps: ['hub-inventory-00'],
  drillConfigMap: 'hub-drill',
  credentialEndsConfigMaps: ['hub-credential-ends-00'],
  egressPorts: [6443],
  grafana: GRAFANA,
  drillDown: { server: SERVER, url: 'http://one', remoteReads: [] },
  alertmanager: ALERTMANAGER,
};

const jobs: Required<constructs.FederationJobsProps> = {
  namespace: 'watch',
  labels: { component: 'federation' },
  annotations: { owner: 'me' },
  configMaps: [{ name: 'hub-federation-00', files: { 'one.yaml': 'scrape_configs: []\n' } }],
};

const alertmanager: Required<constructs.AlertmanagerProps> = {
  alertmanager: ALERTMANAGER,
  config: 'route: { receiver: all }\n',
  clients,
};

const grafana: Required<constructs.GrafanaProps> = {
  grafana: GRAFANA,
  prometheus: SERVER,
  alertmanager: ALERTMANAGER,
};

const dashboards: Required<constructs.GrafanaDashboardsProps> = {
  ...objects,
  dashboards: [{ name: 'mine', file: 'mine.json', text: '{}' }],
};

const pushgateway: Required<constructs.PushgatewayProps> = { workload, scraper, pushNamespaces };
const statsdExporter: Required<constructs.StatsdExporterProps> = pushgateway;
const kubeStateMetrics: Required<constructs.KubeStateMetricsProps> = {
  workload: EXPORTER,
  scraper,
};
const nodeExporter: Required<constructs.NodeExporterProps> = kubeStateMetrics;
const door: Required<constructs.DoorProps> = { workload, door: DOOR };
const login: Required<constructs.LoginProps> = { login: LOGIN, prometheus: SERVER };
const namespace: Required<constructs.NamespaceProps> = {
  name: 'watch',
  restricted: true,
  labels: { team: 'a' },
  annotations: { owner: 'me' },
};
const defaultDeny: Required<constructs.DefaultDenyProps> = { ...objects, release: 'here' };

/** Every construct by the name of its class. */
export const CONSTRUCTS: Readonly<Record<string, Case>> = {
  Account: (scope) => new constructs.Account(scope, 'it', workload),
  Alertmanager: (scope) => new constructs.Alertmanager(scope, 'it', alertmanager),
  Allow: (scope) => new constructs.Allow(scope, 'it', workload, opened),
  ConfigMap: (scope) => new constructs.ConfigMap(scope, 'it', configMap),
  DefaultDeny: (scope) => new constructs.DefaultDeny(scope, 'it', defaultDeny),
  DisruptionBudget: (scope) => new constructs.DisruptionBudget(scope, 'it', workload),
  Door: (scope) => new constructs.Door(scope, 'it', door),
  DrillDown: (scope) => new constructs.DrillDown(scope, 'it', drillDown),
  FederationJobs: (scope) => new constructs.FederationJobs(scope, 'it', jobs),
  FederationReader: (scope) => new constructs.FederationReader(scope, 'it', READER),
  Grafana: (scope) => new constructs.Grafana(scope, 'it', grafana),
  GrafanaDashboards: (scope) => new constructs.GrafanaDashboards(scope, 'it', dashboards),
  GrafanaProvisioning: (scope) => new constructs.GrafanaProvisioning(scope, 'it', GRAFANA),
  HubPrometheus: (scope) => new constructs.HubPrometheus(scope, 'it', hub),
  KubeStateMetrics: (scope) => new constructs.KubeStateMetrics(scope, 'it', kubeStateMetrics),
  Login: (scope) => new constructs.Login(scope, 'it', login),
  MonitorPrometheus: (scope) => new constructs.MonitorPrometheus(scope, 'it', monitor),
  Namespace: (scope) => new constructs.Namespace(scope, 'it', namespace),
  NodeExporter: (scope) => new constructs.NodeExporter(scope, 'it', nodeExporter),
  PrometheusServer: (scope) => new constructs.PrometheusServer(scope, 'it', server),
  Pushgateway: (scope) => new constructs.Pushgateway(scope, 'it', pushgateway),
  Service: (scope) => new constructs.Service(scope, 'it', service),
  StatsdExporter: (scope) => new constructs.StatsdExporter(scope, 'it', statsdExporter),
};

export { alertmanager, configMap, dashboards, drillDown, grafana, hub, jobs, login };
