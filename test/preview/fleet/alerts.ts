import { ALERTS_OF_MEMBERS } from '../../../prometheus/relabel/federated-rules';
import { BEGIN, type Made, MINUTES, TROUBLE } from './members';

interface Raised {
  readonly alertname: string;
  readonly severity: string;
  readonly cluster?: string;
  readonly from: number;
  /** The minute in which it ends; absent: it does not. */
  readonly to?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: string;
}

const { pressure, errors, missing } = TROUBLE;

const RAISED: readonly Raised[] = [
  {
    alertname: 'ClusterMissing',
    severity: 'critical',
    cluster: missing.member,
    from: missing.from + 8,
  },
  {
    alertname: 'FederationDown',
    severity: 'critical',
    cluster: missing.member,
    from: missing.from + 5,
  },
  {
    alertname: 'KubeNodePressure',
    severity: 'warning',
    cluster: pressure.member,
    from: pressure.from + 10,
    labels: { node: pressure.node, condition: 'MemoryPressure' },
  },
  {
    alertname: 'NodeMemoryHighUtilization',
    severity: 'warning',
    cluster: pressure.member,
    from: pressure.from + 15,
    labels: { node: pressure.node },
  },
  {
    alertname: 'KubePodCrashLooping',
    severity: 'warning',
    cluster: pressure.member,
    from: pressure.from + 25,
    labels: { namespace: pressure.namespace },
  },
  {
    alertname: 'KubeDeploymentReplicasMismatch',
    severity: 'warning',
    cluster: pressure.member,
    from: pressure.from + 25,
    labels: { namespace: pressure.namespace, deployment: 'payments-api' },
  },
  {
    alertname: 'KubeAPIErrorsHigh',
    severity: 'critical',
    cluster: errors.member,
    from: errors.from + 10,
  },
  {
    alertname: 'FederationNearTimeout',
    severity: 'warning',
    cluster: errors.member,
    from: errors.from + 15,
  },
  {
    alertname: 'FederationCredentialExpires',
    severity: 'warning',
    cluster: 'stage-eu-1',
    from: 0,
    labels: { type: 'certificate', promfleet_job: 'inventory' },
  },
  {
    alertname: 'PushgatewayMetricsStale',
    severity: 'warning',
    cluster: 'prod-us-1',
    from: 0,
    labels: { job: 'invoice-run' },
  },
  {
    alertname: 'KubeHpaMaxedOut',
    severity: 'warning',
    cluster: 'prod-eu-1',
    from: 100,
    to: 130,
    labels: { namespace: 'checkout', horizontalpodautoscaler: 'cart' },
  },
  {
    alertname: 'KubeHpaMaxedOut',
    severity: 'warning',
    cluster: 'prod-eu-1',
    from: 335,
    state: 'pending',
    labels: { namespace: 'checkout', horizontalpodautoscaler: 'cart' },
  },
  {
    alertname: 'KubePersistentVolumeFillingUp',
    severity: 'info',
    cluster: 'prod-us-1',
    from: 60,
    labels: { namespace: 'search', persistentvolumeclaim: 'data-index-0' },
  },
  {
    alertname: 'HubConfigurationRejected',
    severity: 'critical',
    from: 210,
    to: 226,
    labels: { instance: 'hub-0:9090', promfleet_job: 'hub' },
  },
  { alertname: 'Watchdog', severity: 'none', from: 0 },
];

/** Alerts of the hub's own: those about it and about members, and those that members raise. */
export const alertSeries = (): Made[] =>
  RAISED.flatMap(
    ({ alertname, severity, cluster, from, to = MINUTES, labels, state = 'firing' }) => {
      const all = { alertname, severity, ...(cluster ? { cluster } : {}), ...labels };
      const during = (value: number) => (minute: number) =>
        minute >= from && minute < to ? value : undefined;
      const ofMember = /^(Kube|Node|Pushgateway)/.test(alertname) && state === 'firing';
      return [
        { name: 'ALERTS', labels: { ...all, alertstate: state }, at: during(1) },
        { name: 'ALERTS_FOR_STATE', labels: all, at: during(BEGIN + from * 60) },
        ...(ofMember
          ? [{ name: ALERTS_OF_MEMBERS, labels: { ...all, alertstate: 'firing' }, at: during(1) }]
          : []),
      ];
    },
  );
