import type { ClusterEntry } from '../inventory/schema/fleet';
import { parseServerUrl } from '../language/server-url';
import { credentials, reader, serviceProxy } from './access';
import { FEDERATION } from './defaults';
import { defaultMatch } from './jobs';
import { shorter } from './monitor';
import { federationConfigMap } from './spread';
import type { FederationJob, Reader } from './types';

/** What holds for every federation job of a hub. */
export interface FederationContext {
  readonly hubCluster: string;
  readonly clusterLabel: string;
  readonly statestore: string;
}

/** How the hub reads a member: its scrape job, and the reader that the job acts as. */
export function federation(
  cluster: ClusterEntry,
  jobs: readonly string[],
  context: FederationContext,
): { reader: Reader; job: FederationJob } {
  const server = parseServerUrl(cluster.server);
  const proxy = serviceProxy(cluster, server.pathPrefix);
  const { interval = FEDERATION.interval, ...given } = cluster.federation ?? {};
  return {
    reader: reader(cluster, proxy, context.hubCluster),
    job: {
      ...FEDERATION,
      ...given,
      interval,
      timeout: given.timeout ?? shorter(FEDERATION.timeout, interval),
      match: given.match ?? defaultMatch(jobs, cluster.monitor?.existing !== undefined),
      configMap: federationConfigMap(cluster.name),
      cluster: cluster.name,
      clusterLabel: context.clusterLabel,
      labels: cluster.labels ?? {},
      target: server.target,
      path: proxy.path,
      credentials: credentials(cluster, context.statestore),
      serverName: cluster.tls?.serverName,
      insecureSkipVerify: cluster.tls?.insecureSkipVerify ?? false,
    },
  };
}
