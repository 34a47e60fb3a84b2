import type { ClusterEntry, FleetFile } from '../../inventory/schema/fleet';
import { HUB_PROMETHEUS, MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import { merging } from '../../model/merge';

/** A cluster's entry over the fleet's defaults: what its chart is told. */
export function monitorValues(file: FleetFile, cluster: ClusterEntry): object {
  const { hub, images, defaults } = file;
  const over = merging<ClusterEntry, object>({}, [{ at: [], value: defaults }]);
  const { monitor, ...entry } = over({ at: [], value: cluster }).value;
  const { cluster: name, clusterLabel, imageRegistry } = hub;
  return {
    ...entry,
    monitor: { ...placeOf(MONITOR_PROMETHEUS), ...monitor },
    hub: { cluster: name, clusterLabel, imageRegistry },
    images,
  };
}

/** What the hub's chart is told of a fleet: the same file. */
export function hubValues({ hub, ...file }: FleetFile): object {
  return { ...file, hub: { ...placeOf(HUB_PROMETHEUS), ...hub } };
}

/** What is said to a chart, as its defaults are those of the Helm release. */
const placeOf = ({
  release,
  namespace,
}: {
  readonly release: string;
  readonly namespace: string;
}) => ({
  release,
  namespace,
});
