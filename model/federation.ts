import { shorter } from '../language/duration';
import type { ServerUrl } from '../language/server-url';
import { credentials, reader, serviceProxy } from './access';
import { FEDERATION_TIMEOUT } from './defaults';
import type { ClusterSettings, HubSettings } from './settings';
import { federationConfigMap, inventoryConfigMap } from './spread';
import type { FederationJob, Reader } from './types';

/** How the hub reads a member: its scrape job, and the reader that the job acts as. */
export function federation(
  cluster: ClusterSettings,
  server: ServerUrl,
  hub: HubSettings,
): { reader: Reader; job: FederationJob } {
  const proxy = serviceProxy(cluster, server.pathPrefix);
  const { interval, timeout = shorter(FEDERATION_TIMEOUT, interval) } = cluster.federation;
  return {
    reader: reader(cluster, proxy, hub.cluster),
    job: {
      ...cluster.federation,
      timeout,
      configMap: federationConfigMap(cluster.name, hub.release),
      inventoryConfigMap: inventoryConfigMap(cluster.name, hub.release),
      cluster: cluster.name,
      clusterLabel: hub.clusterLabel,
      labels: cluster.labels,
      target: server.target,
      path: proxy.path,
      credentials: credentials(cluster, hub.statestore),
      serverName: cluster.tls.serverName,
      insecureSkipVerify: cluster.tls.insecureSkipVerify,
    },
  };
}
