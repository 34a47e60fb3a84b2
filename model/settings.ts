import type { Path } from '../diagnostics';
import type { ClusterEntry, FleetFile } from '../inventory/schema/fleet';
import { CLUSTER_DEFAULTS, HUB_DEFAULTS } from './defaults';
import { type Filled, type Layer, Layers, type Settings } from './merge';

/** A cluster's entry with everything that it leaves out. */
export type ClusterSettings = Filled<ClusterEntry, typeof CLUSTER_DEFAULTS>;

/** The hub's entry with everything that it leaves out. */
export type HubSettings = Filled<FleetFile['hub'], typeof HUB_DEFAULTS>;

/** Merges the fleet's defaults, and those of its group, under every cluster. */
export const clusterSettings = (file: FleetFile): Settings<ClusterSettings>[] =>
  clusterLayers(file, CLUSTER_DEFAULTS).map((layers) => layers.settings<ClusterEntry>());

/** What is written of each cluster over some defaults, in the order of the file. */
export function clusterLayers<Defaults extends object>(
  file: FleetFile,
  defaults: Defaults,
): Layers<Defaults>[] {
  const undone = undoneBelow(file.undone ?? []);
  const fleet = Layers.over(defaults)
    .with(everywhere(file))
    .with({ at: ['defaults'], value: file.defaults });
  const groups = new Map(
    Object.entries(file.groups ?? {}).map(([name, value]) => {
      const at = ['groups', name];
      return [name, fleet.with({ at, value, undone: undone.get(keyOf(at)) })];
    }),
  );
  return file.clusters.map((value, index) => {
    const at = ['clusters', index];
    const below = value.group === undefined ? fleet : (groups.get(value.group) ?? fleet);
    return below.with({ at, value, undone: undone.get(keyOf(at)) });
  });
}

/** Fills the hub's entry. */
export function hubSettings(file: FleetFile): Settings<HubSettings> {
  return Layers.over(HUB_DEFAULTS)
    .with(everywhere(file))
    .with({ at: ['hub'], value: file.hub })
    .settings<FleetFile['hub']>();
}

/** What stands at the top of the file, and is below the hub and every cluster. */
const everywhere = ({ patches }: FleetFile): Layer => ({ at: [], value: { patches } });

/** Paths by the entry that they lead into, a group or a cluster, and from there. */
function undoneBelow(paths: readonly Path[]): ReadonlyMap<string, readonly Path[]> {
  const byEntry = new Map<string, Path[]>();
  for (const path of paths) {
    const key = keyOf(path.slice(0, 2));
    const known = byEntry.get(key);
    if (known) known.push(path.slice(2));
    else byEntry.set(key, [path.slice(2)]);
  }
  return byEntry;
}

const keyOf = (entry: Path) => JSON.stringify(entry);
