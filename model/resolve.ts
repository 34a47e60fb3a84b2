import type { Diagnostic } from '../diagnostics';
import type { FleetFile } from '../inventory/schema/fleet';
import { parseServerUrl } from '../language/server-url';
import { checkFleet } from './checks';
import { federation } from './federation';
import { hub } from './hub';
import type { Settings } from './merge';
import { monitors } from './monitor';
import { type ClusterSettings, clusterSettings, type HubSettings, hubSettings } from './settings';
import type { Fleet, Member, OwnDashboard } from './types';

/** A fleet, and what is to be said of it; with any error it is not to be used. */
export interface Resolution {
  readonly fleet: Fleet;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges defaults and derives every name, port, label and path. Pure: no I/O, no environment.
 *
 * @param ownDashboards - the user's, which stand in files of their own
 */
export function resolveFleet(
  file: FleetFile,
  ownDashboards: readonly OwnDashboard[] = [],
): Resolution {
  const hubEntry = hubSettings(file);
  const clusters = clusterSettings(file);
  const monitorOf = monitors(hubEntry.value, file.images);
  // Members are independent of each other, so their order in the file means nothing.
  const members = clusters
    .map((cluster) => member(cluster, hubEntry.value, monitorOf))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const fleet = { hub: hub(hubEntry, file.images, members, ownDashboards), members };
  return { fleet, diagnostics: checkFleet(fleet, { file, hub: hubEntry, clusters }) };
}

function member(
  { value: cluster, place }: Settings<ClusterSettings>,
  hub: HubSettings,
  monitorOf: ReturnType<typeof monitors>,
): Member {
  const server = parseServerUrl(cluster.server);
  const { existing } = cluster.monitor;
  return {
    name: cluster.name,
    server: server.canonical,
    kubeContext: cluster.kubeContext ?? cluster.name,
    monitor: existing ? undefined : monitorOf(cluster),
    existing: existing && { jobs: existing.jobs ?? [] },
    alerts: cluster.alerts,
    patches: cluster.patches ?? [],
    ...federation(cluster, server, hub),
    place,
  };
}
