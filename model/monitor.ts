import type { FederateFromEntry, FleetFile } from '../inventory/schema/fleet';
import { canonicalCidr } from '../language/cidr';
import { shorter } from '../language/duration';
import { front } from './access';
import { EXPORTER_KEYS, EXPORTERS } from './components';
import { RAW, REMOTE_READ_LIMITS } from './components/drill-down';
import { ROLLOUT } from './components/federation';
import { MONITOR_PROMETHEUS } from './components/prometheus';
import { controlPlane, controlPlaneSecrets } from './control-plane';
import { FEDERATE_FROM_DEFAULTS } from './defaults';
import { detailOf } from './detail';
import { exporters } from './exporters';
import { objectLabels } from './labels';
import { described, placement } from './placement';
import { sending } from './sending';
import { prometheusServer } from './server';
import type { ClusterSettings, HubSettings } from './settings';
import type {
  Additions,
  FederateFrom,
  Labels,
  Monitor,
  PrometheusServer,
  ScrapeLimits,
} from './types';

/**
 * Makes the monitors of clusters that do not bring their own Prometheus. Clusters with the same
 * settings object share everything that does not name the cluster.
 */
export function monitors(
  hub: HubSettings,
  images: FleetFile['images'],
): (cluster: ClusterSettings) => Monitor {
  const known = {
    plain: new Map<Entry, SharedMonitor>(),
    drilled: new Map<Entry, SharedMonitor>(),
  };
  return ({ name, labels, federation, monitor: entry }) => {
    const { drillDown } = federation;
    const alike = drillDown ? known.drilled : known.plain;
    const shared = alike.get(entry) ?? sharedMonitor(entry, hub, images, drillDown);
    alike.set(entry, shared);
    const externalLabels = {
      [hub.clusterLabel]: name,
      ...labels,
      ...entry.externalLabels,
      ...(drillDown ? { [RAW.label]: RAW.value } : {}),
    };
    return {
      ...shared,
      server: federation.typed ? typed(shared.server) : shared.server,
      limits: limits(entry, federation, externalLabels),
      externalLabels,
      detail: detailOf(federation.detail),
    };
  };
}

/** A server whose metrics carry their types, as far as it can. */
const typed = (server: PrometheusServer): PrometheusServer => ({
  ...server,
  typed: server.features.typeAndUnitLabels,
});

/**
 * The hub's limits of labels hold at home too: there, a label that is too long costs its own target,
 * at the hub the whole member. External labels are added on the way.
 */
function limits(
  { sampleLimit, bodySizeLimit }: Entry,
  federation: ClusterSettings['federation'],
  externalLabels: Labels,
): ScrapeLimits {
  const { labelLimit, labelNameLengthLimit, labelValueLengthLimit } = federation;
  return {
    samples: sampleLimit,
    bodySize: bodySizeLimit,
    // Zero would be no limit.
    labels: Math.max(1, labelLimit - Object.keys(externalLabels).length),
    labelNameLength: labelNameLengthLimit,
    labelValueLength: labelValueLengthLimit,
  };
}

type Entry = ClusterSettings['monitor'];
type SharedMonitor = Omit<Monitor, 'externalLabels' | 'limits' | 'detail'>;

function sharedMonitor(
  entry: Entry,
  hub: HubSettings,
  images: FleetFile['images'],
  drillDown: boolean,
): SharedMonitor {
  const { namespace, release, networkPolicies, imagePullSecrets, scrapeInterval } = entry;
  const registry = entry.imageRegistry ?? hub.imageRegistry;
  const placed = placement(entry);
  const place = { namespace, release, networkPolicies, registry, imagePullSecrets, ...placed };
  const deployed = EXPORTER_KEYS.filter((key) => entry[key]);
  const watched = controlPlane(entry.controlPlane);
  const secrets = [...new Set([...(entry.secrets ?? []), ...controlPlaneSecrets(watched)])];
  const server = prometheusServer(
    {
      release,
      registry,
      // What is to see the host is allowed by the privileged standard only.
      restricted: !deployed.some((key) => EXPORTERS[key].hostNetwork),
      routePrefix: MONITOR_PROMETHEUS.routePrefix,
      retentionWithoutVolume: MONITOR_PROMETHEUS.retentionWithoutVolume,
    },
    { ...entry, secrets },
    images,
  );
  return {
    server: {
      ...server,
      remoteReadLimits: drillDown ? REMOTE_READ_LIMITS : undefined,
      front: entry.federateOnly ? front(place, images, drillDown) : undefined,
    },
    rollout: {
      name: `${server.name}-rollout`,
      namespace,
      ...described(objectLabels(ROLLOUT, release), placed),
    },
    scrapeInterval,
    scrapeTimeout: entry.scrapeTimeout ?? shorter(MONITOR_PROMETHEUS.scrapeTimeout, scrapeInterval),
    kubelet: entry.kubelet,
    nodeLabels: entry.nodeLabels,
    objectLabels: entry.objectLabels,
    controlPlane: watched,
    metricRelabelings: entry.metricRelabelings,
    nodePorts: [entry.exporters.nodeExporter.port, ...watched.jobs.map(({ port }) => port)],
    exporters: exporters(entry, place, images),
    apiServerCidrs: entry.apiServerCidrs?.map(canonicalCidr),
    pushNamespaces: entry.pushNamespaces,
    jobs: entry.jobs ?? [],
    ...additions(entry),
  };
}

/** What the user adds to a Prometheus. */
export function additions(
  entry: {
    readonly federateFrom?: readonly FederateFromEntry[] | undefined;
    readonly scrapeConfigs?: Additions['scrapeConfigs'] | undefined;
    readonly rules?: Additions['rules'] | undefined;
  } & Parameters<typeof sending>[0],
): Additions {
  const { federateFrom = [], scrapeConfigs = [], rules = [] } = entry;
  return {
    federateFrom: federateFrom.map((one): FederateFrom => ({ ...FEDERATE_FROM_DEFAULTS, ...one })),
    scrapeConfigs,
    rules,
    ...sending(entry),
  };
}
