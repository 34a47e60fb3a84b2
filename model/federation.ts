import { shorter } from '../language/duration';
import type { ServerUrl } from '../language/server-url';
import { reader, serviceProxy } from './access';
import { FEDERATION_TIMEOUT } from './defaults';
import type { ClusterSettings, HubSettings } from './settings';
import { bucket, federationConfigMap, inventoryConfigMap } from './spread';
import { credentials } from './statestore';
import type { FederationJob, Reader } from './types';

/** How the hub reads a member: its scrape job, and the reader that the job acts as. */
export function federation(
  cluster: ClusterSettings,
  server: ServerUrl,
  hub: HubSettings,
): { reader: Reader; job: FederationJob } {
  const proxy = serviceProxy(cluster, server.pathPrefix);
  const number = bucket(cluster.name);
  const { interval, timeout = shorter(FEDERATION_TIMEOUT, interval) } = cluster.federation;
  return {
    reader: reader(cluster, proxy, hub.cluster),
    job: {
      ...cluster.federation,
      timeout,
      configMap: federationConfigMap(number, hub.release),
      inventoryConfigMap: inventoryConfigMap(number, hub.release),
      cluster: cluster.name,
      clusterLabel: hub.clusterLabel,
      labels: cluster.labels,
      target: server.target,
      path: proxy.path,
      credentials: credentials(cluster, hub, number),
      serverName: cluster.tls.serverName,
      insecureSkipVerify: cluster.tls.insecureSkipVerify,
    },
  };
}
