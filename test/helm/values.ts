import { matching } from '../../dashboards/matching';
import type { Path } from '../../diagnostics';
import type { ClusterEntry, FleetFile } from '../../inventory/schema/fleet';
import { HUB_PROMETHEUS, MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import { resolveFleet } from '../../model/resolve';
import { clusterLayers } from '../../model/settings';

/** A cluster's entry over its group's and the fleet's defaults: what its chart is told. */
export function monitorValues(file: FleetFile, cluster: ClusterEntry): object {
  const layers = clusterLayers(file, {})[file.clusters.indexOf(cluster)];
  const { group: _, monitor, ...entry } = layers?.settings<ClusterEntry>().value ?? cluster;
  const { cluster: name, clusterLabel, imageRegistry } = file.hub;
  return {
    ...entry,
    monitor: { ...placeOf(MONITOR_PROMETHEUS), ...monitor },
    hub: { cluster: name, clusterLabel, imageRegistry },
    images: file.images,
  };
}

/**
 * What the hub's chart is told of a fleet: the same file, and for each member what the user's rules
 * read, as templates cannot know it.
 */
export function hubValues({ undone = [], ...file }: FleetFile): object {
  const { fleet } = resolveFleet({ undone, ...file });
  const match = matching(fleet);
  const clusters = file.clusters.map((entry, index) => {
    const member = fleet.members[index];
    const asked = member ? match(member).filter(({ because }) => because === 'user') : [];
    if (!member || asked.length === 0) return entry;
    const { mode, match: written = [] } = member.job;
    const list = [...asked.map(({ selector }) => selector), ...written];
    return { ...entry, federation: { ...entry.federation, mode, match: list } };
  });
  const values = { ...file, clusters, hub: { ...placeOf(HUB_PROMETHEUS), ...file.hub } };
  return undone.reduce<object>(withNull, values);
}

/** Values in which a key is null. */
function withNull(values: object, [key = '', ...deeper]: Path): object {
  const below = (values as Record<string, object | undefined>)[key] ?? {};
  const value = deeper.length === 0 ? null : withNull(below, deeper);
  if (!Array.isArray(values)) return { ...values, [key]: value };
  return values.map((item, index) => (index === key ? value : item));
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
