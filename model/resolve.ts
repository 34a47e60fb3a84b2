import type { ClusterEntry, FleetFile } from '../inventory/schema/fleet';
import { parseServerUrl } from '../language/server-url';
import { checkCluster } from './checks/cluster';
import { checkHub } from './checks/hub';
import { CLUSTER_LABEL, STATESTORE } from './defaults';
import { type FederationContext, federation } from './federation';
import { hub } from './hub';
import { memberJobs } from './jobs';
import { withDefaults } from './merge';
import { monitor } from './monitor';
import type { ModelProblem } from './problem';
import type { Fleet, Member } from './types';

/** A fleet, and what is wrong with it; with any problem the fleet is not to be used. */
export interface Resolution {
  readonly fleet: Fleet;
  readonly problems: readonly ModelProblem[];
}

/** Merges defaults and derives every name, port, label and path. Pure: no I/O, no environment. */
export function resolveFleet(file: FleetFile): Resolution {
  const context: FederationContext = {
    hubCluster: file.hub.cluster,
    clusterLabel: file.hub.clusterLabel ?? CLUSTER_LABEL,
    statestore: file.hub.statestore ?? STATESTORE,
  };
  const clusters = file.clusters.map((entry) => withDefaults(entry, file.defaults));
  const problems = [
    ...checkHub(file),
    ...clusters.flatMap((cluster, index) => checkCluster(cluster, index, file)),
  ];
  // Members are independent of each other, so their order in the file means nothing.
  const members = clusters
    .map((cluster, entry) => resolveMember(cluster, entry, file, context))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { fleet: { hub: hub(file, members), members }, problems };
}

function resolveMember(
  cluster: ClusterEntry,
  entry: number,
  file: FleetFile,
  context: FederationContext,
): Member {
  const { target, pathPrefix } = parseServerUrl(cluster.server);
  return {
    name: cluster.name,
    entry,
    server: target + pathPrefix,
    monitor: cluster.monitor?.existing
      ? undefined
      : monitor(cluster, file.hub, context.clusterLabel, file.images),
    ...federation(cluster, memberJobs(cluster.monitor), context),
  };
}
