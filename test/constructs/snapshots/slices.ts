import type { Alertmanager } from '../../../model/alertmanager-types';
import type {
  Credentials,
  Door,
  ExporterWorkload,
  Front,
  Grafana,
  Login,
  Monitor,
  Objects,
  PodSettings,
  PrometheusServer,
  Reader,
  StatestoreSecret,
  Workload,
} from '../../../model/types';

/*
 * Slices of the model with everything that may be left out: a new setting does not compile here
 * until it has a value, and so stands in the golden of every construct that is given the slice.
 */

export const OBJECTS: Required<Objects> = {
  name: 'one',
  namespace: 'watch',
  labels: { app: 'example', component: 'one', release: 'here' },
  annotations: { owner: 'me' },
};

export const WORKLOAD: Required<Workload> = {
  ...OBJECTS,
  selector: { component: 'one', release: 'here' },
  container: 'container',
  image: 'registry.internal/example:v1.2.3',
  imagePullSecrets: ['pull'],
  port: 9999,
  servicePort: 8888,
  user: 65534,
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '1', memory: '64Mi' } },
  networkPolicies: true,
  pod: {
    nodeSelector: { pool: 'watch' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ],
    priorityClassName: 'high',
    annotations: { note: 'of pods' },
    labels: { mesh: 'off' },
  } satisfies Required<PodSettings>,
};

/** An exporter on the network of its hosts. */
export const EXPORTER: Required<ExporterWorkload> = {
  ...WORKLOAD,
  hostNetwork: true,
  args: ['--more=true'],
};

const FRONT: Required<Front> = {
  ...WORKLOAD,
  container: 'front',
  port: 8443,
  paths: ['/federate'],
};

export const SERVER: Required<PrometheusServer> = {
  ...WORKLOAD,
  release: 'here',
  createNamespace: true,
  restricted: true,
  features: { autoReloadFlag: true, extraScrapeMetrics: true, typeAndUnitLabels: true },
  typed: true,
  replicas: 2,
  highlyAvailable: true,
  retention: '2d',
  retentionSize: '8GB',
  dataLimit: '10Gi',
  args: ['--query.timeout=1m'],
  externalUrl: 'https://one.example.com/prometheus',
  commonLabels: { team: 'a' },
  storage: '20Gi',
  storageClass: 'fast',
  routePrefix: '/prometheus',
  secrets: [{ name: 'targets', volume: 'secret-0' }],
  replicaLabel: 'replica',
  remoteReadLimits: { samples: 1000, concurrent: 2 },
  front: FRONT,
};

export const MONITOR: Required<
  Pick<
    Monitor,
    'server' | 'rollout' | 'exporters' | 'apiServerCidrs' | 'pushNamespaces' | 'nodePorts'
  >
> = {
  server: SERVER,
  rollout: { ...OBJECTS, name: 'one-rollout' },
  exporters: {
    pushgateway: { ...EXPORTER, name: 'pushgateway' },
    nodeExporter: { ...EXPORTER, name: 'node-exporter' },
    kubeStateMetrics: { ...EXPORTER, name: 'kube-state-metrics' },
    statsdExporter: { ...EXPORTER, name: 'statsd-exporter' },
  } satisfies Required<Monitor['exporters']>,
  apiServerCidrs: ['10.0.0.0/28'],
  pushNamespaces: { matchLabels: { pushes: 'allowed' } },
  nodePorts: [9100, 10259],
};

export const READER: Required<Reader> = {
  ...OBJECTS,
  resourceName: 'https:one:8443',
  verbs: ['get', 'create'],
  subject: { kind: 'ServiceAccount', name: 'hub', namespace: 'watch', tokenSecret: 'hub-token' },
  refused: ['/prometheus/api/v1/query'],
};

export const ALERTMANAGER: Required<Alertmanager> = {
  ...WORKLOAD,
  replicas: [0, 1].map((number) => ({
    pod: `one-${number}`,
    host: `one-${number}.one-headless.watch.svc`,
    address: `one-${number}.one-headless.watch.svc:9999`,
  })),
  replicaCount: 2,
  highlyAvailable: true,
  retention: '5d',
  storage: '1Gi',
  storageClass: 'fast',
  secrets: [{ name: 'pager', volume: 'secret-0' }],
  clusterLabel: 'cluster',
  route: { receiver: 'all' },
  config: { receivers: [{ name: 'all' }] },
  heartbeat: { secret: 'alive', key: 'url', interval: '1m', half: '30s' },
  url: 'http://one.watch.svc:8888',
};

export const DOOR: Required<Door> = {
  ingress: {
    host: 'hub.example.com',
    className: 'nginx',
    annotations: { 'example.com/timeout': '60' },
    tls: { secretName: 'hub-tls' },
  },
  httpRoute: {
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https', port: 443 }],
    hostnames: ['hub.example.com'],
    annotations: { 'example.com/owner': 'platform' },
  },
  namespaces: { matchLabels: { doors: 'allowed' } },
};

export const LOGIN: Required<Login> = {
  ...WORKLOAD,
  replicas: 2,
  highlyAvailable: true,
  upstream: 'http://one.watch.svc:8888',
  secret: 'login',
  oidc: {
    issuerUrl: 'https://login.example.com',
    secret: 'login',
    scopes: ['openid'],
    emailDomains: ['example.com'],
    allowedGroups: ['platform'],
    ports: [443],
  },
  door: DOOR,
};

export const GRAFANA: Required<Grafana> = {
  ...WORKLOAD,
  adminSecret: 'admin',
  storage: '1Gi',
  storageClass: 'fast',
  prometheusUrl: 'http://hub.watch.svc:80',
  alertmanagerUrl: 'http://alertmanager.watch.svc:80',
  sampleInterval: '30s',
  dashboards: ['fleet'],
  ownDashboards: [{ name: 'mine', file: 'mine.json', text: '{}', uid: 'mine', expressions: [] }],
  env: [{ name: 'GF_LOG_LEVEL', value: 'warn' }],
  door: DOOR,
  rootUrl: 'https://grafana.example.com',
  secureCookies: true,
  oidc: {
    name: 'Example',
    secret: 'grafana-oidc',
    authUrl: 'https://login.example.com/authorize',
    tokenUrl: 'https://login.example.com/token',
    apiUrl: 'https://login.example.com/userinfo',
    scopes: ['openid'],
    groupsAttributePath: 'groups',
    ports: [443],
  },
};

export const CREDENTIALS: Required<Credentials> = {
  secretName: 'federation-one',
  items: [{ content: 'ca', key: 'ca.crt', path: 'one/certificate-authority-data.pem' }],
  caFile: '/state/one/certificate-authority-data.pem',
  certFile: '/state/one/client-certificate-data.pem',
  keyFile: '/state/one/client-key-data.pem',
  tokenFile: '/state/one/token',
  expirationSeconds: 3600,
};

export const STATESTORE_SECRET: Required<StatestoreSecret> = {
  name: 'federation-00',
  volume: 'statestore-00',
  directory: '00',
};
