import type { FederateFromEntry, FleetFile } from '../inventory/schema/fleet';
import { shorter } from '../language/duration';
import { EXPORTER_KEYS, EXPORTERS } from './components';
import { MONITOR_PROMETHEUS } from './components/prometheus';
import { FEDERATE_FROM_DEFAULTS } from './defaults';
import { prometheusServer } from './server';
import type { ClusterSettings, HubSettings } from './settings';
import type { Additions, Exporters, FederateFrom, Monitor } from './types';
import { workload } from './workload';

/**
 * Makes the monitors of clusters that do not bring their own Prometheus. Clusters with the same
 * settings object share everything that does not name the cluster.
 */
export function monitors(
  hub: HubSettings,
  images: FleetFile['images'],
): (cluster: ClusterSettings) => Monitor {
  const known = new Map<Entry, SharedMonitor>();
  return ({ name, labels, monitor: entry }) => {
    const shared = known.get(entry) ?? sharedMonitor(entry, hub, images);
    known.set(entry, shared);
    return { ...shared, externalLabels: { [hub.clusterLabel]: name, ...labels } };
  };
}

type Entry = ClusterSettings['monitor'];
type SharedMonitor = Omit<Monitor, 'externalLabels'>;

function sharedMonitor(entry: Entry, hub: HubSettings, images: FleetFile['images']): SharedMonitor {
  const { namespace, release, networkPolicies, imagePullSecrets, scrapeInterval } = entry;
  const registry = entry.imageRegistry ?? hub.imageRegistry;
  const place = { namespace, release, networkPolicies, registry, imagePullSecrets };
  const deployed = EXPORTER_KEYS.filter((key) => entry[key]);
  return {
    server: prometheusServer(
      {
        release,
        registry,
        // What is on the host's network is allowed by the privileged standard only.
        restricted: !deployed.some((key) => EXPORTERS[key].hostNetwork),
        routePrefix: MONITOR_PROMETHEUS.routePrefix,
      },
      entry,
      images,
    ),
    scrapeInterval,
    scrapeTimeout: entry.scrapeTimeout ?? shorter(MONITOR_PROMETHEUS.scrapeTimeout, scrapeInterval),
    kubelet: entry.kubelet,
    nodeLabels: entry.nodeLabels,
    exporters: Object.fromEntries(
      deployed.map((key) => [key, workload(key, place, images)]),
    ) as Exporters,
    apiServerCidrs: entry.apiServerCidrs,
    jobs: entry.jobs ?? [],
    ...additions(entry),
  };
}

/** What the user adds to a Prometheus. */
export function additions(entry: {
  readonly federateFrom?: readonly FederateFromEntry[] | undefined;
  readonly scrapeConfigs?: Additions['scrapeConfigs'] | undefined;
  readonly rules?: Additions['rules'] | undefined;
}): Additions {
  const { federateFrom = [], scrapeConfigs = [], rules = [] } = entry;
  return {
    federateFrom: federateFrom.map((one): FederateFrom => ({ ...FEDERATE_FROM_DEFAULTS, ...one })),
    scrapeConfigs,
    rules,
  };
}
