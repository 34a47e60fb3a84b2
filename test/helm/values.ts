import type { ClusterEntry, FleetFile } from '../../inventory/schema/fleet';
import { merging } from '../../model/merge';

/** A cluster's entry over the fleet's defaults: what its chart is told. */
export function monitorValues(file: FleetFile, cluster: ClusterEntry): object {
  const { hub, images, defaults } = file;
  const over = merging<ClusterEntry, object>({}, [{ at: [], value: defaults }]);
  const { monitor, ...entry } = over({ at: [], value: cluster }).value;
  const { cluster: name, clusterLabel, imageRegistry } = hub;
  return {
    ...entry,
    monitor: { release: 'monitor', namespace: 'monitoring', ...monitor },
    hub: { cluster: name, clusterLabel, imageRegistry },
    images,
  };
}

/** What the hub's chart is told of a fleet: the same file. */
export function hubValues({ hub, ...file }: FleetFile): object {
  return { ...file, hub: { release: 'hub', namespace: 'monitoring', ...hub } };
}
