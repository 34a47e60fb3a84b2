import { matching } from '../../dashboards/matching';
import type { ClusterEntry, FleetFile } from '../../inventory/schema/fleet';
import { HUB_PROMETHEUS, MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import { merging } from '../../model/merge';
import { resolveFleet } from '../../model/resolve';

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

/**
 * What the hub's chart is told of a fleet: the same file, and for each member what the user's rules
 * read, as templates cannot know it.
 */
export function hubValues(file: FleetFile): object {
  const { fleet } = resolveFleet(file);
  const match = matching(fleet);
  const clusters = file.clusters.map((entry, index) => {
    const member = fleet.members[index];
    const asked = member ? match(member).filter(({ because }) => because === 'user') : [];
    if (!member || asked.length === 0) return entry;
    const { mode, match: written = [] } = member.job;
    const list = [...asked.map(({ selector }) => selector), ...written];
    return { ...entry, federation: { ...entry.federation, mode, match: list } };
  });
  return { ...file, clusters, hub: { ...placeOf(HUB_PROMETHEUS), ...file.hub } };
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
