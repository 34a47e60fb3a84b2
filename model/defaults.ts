import { EXPORTER_KEYS, EXPORTERS, type ExporterKey } from './components';
import { ALERTMANAGER } from './components/alertmanager';
import { GRAFANA } from './components/grafana';
import { NODE_EXPORTER } from './components/node-exporter';
import { HUB_PROMETHEUS, MONITOR_PROMETHEUS } from './components/prometheus';

/*
 * What the fleet file need not say, under its own keys and in its own units. Nothing else states a
 * default: what is resolved, the JSON Schema and the checks read these.
 */

/** Of Prometheus pods and their volumes, in a member and at the hub alike. */
const SERVER_DEFAULTS = { replicas: 1, networkPolicies: true, createNamespace: true } as const;

/** Of what a request to another Prometheus may bring. */
const LIMITS = {
  sampleLimit: 100000,
  bodySizeLimit: '64MB',
  labelLimit: 128,
  labelNameLengthLimit: 256,
  labelValueLengthLimit: 4096,
} as const;

/** Of a cluster. */
export const CLUSTER_DEFAULTS = {
  labels: {},
  alerts: {},
  tls: { insecureSkipVerify: false },
  auth: { type: 'clientCertificate' },
  federation: {
    interval: '15s',
    drillDown: false,
    typed: false,
    detail: [],
    ...LIMITS,
  },
  monitor: {
    ...SERVER_DEFAULTS,
    namespace: MONITOR_PROMETHEUS.namespace,
    release: MONITOR_PROMETHEUS.release,
    retention: MONITOR_PROMETHEUS.retention,
    scrapeInterval: MONITOR_PROMETHEUS.scrapeInterval,
    sampleLimit: 20000,
    bodySizeLimit: '16MB',
    kubelet: { insecureSkipVerify: false, probes: false, resource: false },
    metricRelabelings: {},
    controlPlane: {
      etcd: false,
      scheduler: false,
      controllerManager: false,
      kubeProxy: false,
      coreDns: false,
    },
    exporters: {
      nodeExporter: {
        port: NODE_EXPORTER.port as number,
        hostNetwork: NODE_EXPORTER.hostNetwork as boolean,
        args: [],
      },
      kubeStateMetrics: {
        metricAllowlist: [],
        metricDenylist: [],
        metricLabelsAllowlist: {},
        args: [],
      },
    },
    federateOnly: false,
    // Each is a label of every container's series: few, and none that tells what instance does.
    nodeLabels: [
      'kubernetes.io/arch',
      'kubernetes.io/os',
      'node.kubernetes.io/instance-type',
      'topology.kubernetes.io/region',
      'topology.kubernetes.io/zone',
    ],
    // What people put into selectors and dashboards; all labels would be as many as a tenant likes.
    objectLabels: [
      'app',
      'app.kubernetes.io/component',
      'app.kubernetes.io/instance',
      'app.kubernetes.io/managed-by',
      'app.kubernetes.io/name',
      'app.kubernetes.io/part-of',
      'app.kubernetes.io/version',
      'component',
      'environment',
      'k8s-app',
      'release',
      'team',
      'tier',
      'version',
    ],
    ...(Object.fromEntries(EXPORTER_KEYS.map((key) => [key, EXPORTERS[key].enabled])) as Record<
      ExporterKey,
      boolean
    >),
  },
} as const;

/** Of a federation request's duration; a shorter interval shortens it. */
export const FEDERATION_TIMEOUT = '7s';

/** Of what is fetched of a member, where no list says it. */
export const FEDERATION_MODE = 'compiled';

/** Of how long a client certificate lives; a token does not expire unless the fleet file says so. */
export const CERTIFICATE_EXPIRATION = '90d';

/** Of how soon a credential ends that is to be looked after; of those that live for less, a third. */
export const CREDENTIAL_ENDS_SOON = '14d';

/** Seconds by which a member's newest samples may be ahead of the hub's clock, or behind it. */
export const CLOCK_TOLERANCE_S = { ahead: 60, behind: 120 } as const;

/** Of the images. */
export const IMAGES_DEFAULTS = { requireDigest: false } as const;

/** Of the hub. */
export const HUB_DEFAULTS = {
  ...SERVER_DEFAULTS,
  namespace: HUB_PROMETHEUS.namespace,
  release: HUB_PROMETHEUS.release,
  statestore: '/opt/pipeline/statestore',
  statestoreLayout: 'perCluster',
  clusterLabel: 'cluster',
  retention: HUB_PROMETHEUS.retention,
  scrapeInterval: HUB_PROMETHEUS.scrapeInterval,
  alerts: {},
  alertmanager: {
    enabled: ALERTMANAGER.enabled,
    replicas: ALERTMANAGER.replicas,
    retention: ALERTMANAGER.retention,
  },
  grafana: { enabled: GRAFANA.enabled, adminSecret: GRAFANA.adminSecret },
} as const;

/** Of a heartbeat, where there is one. */
export const HEARTBEAT_DEFAULTS = {
  key: ALERTMANAGER.heartbeat.key,
  interval: ALERTMANAGER.heartbeat.interval,
} as const;

/** Of Grafana's login by OpenID Connect, where there is one. */
export const GRAFANA_OIDC_DEFAULTS = {
  name: 'OpenID Connect',
  scopes: ['openid', 'email', 'profile'],
  groupsAttributePath: 'groups',
};

/** Of a Prometheus that is federated over static targets. */
export const FEDERATE_FROM_DEFAULTS = {
  name: 'federate',
  interval: '15s',
  scheme: 'http',
  path: '/federate',
  labels: {},
  ...LIMITS,
} as const;
