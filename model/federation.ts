import { shorter } from '../language/duration';
import type { ServerUrl } from '../language/server-url';
import { reader, serviceProxy } from './access';
import { FEDERATION_MODE, FEDERATION_TIMEOUT } from './defaults';
import { detailOf } from './detail';
import type { ClusterSettings, HubSettings } from './settings';
import { bucket, federationConfigMap, inventoryConfigMap } from './spread';
import { credentials } from './statestore';
import type { FederationJob, Reader, RemoteRead } from './types';

/** How the hub reads a member: its scrape job, and the reader that the job acts as. */
export function federation(
  cluster: ClusterSettings,
  server: ServerUrl,
  hub: HubSettings,
): { reader: Reader; job: FederationJob; remoteRead: RemoteRead | undefined } {
  const proxy = serviceProxy(cluster, server.pathPrefix);
  const number = bucket(cluster.name);
  const { interval, timeout = shorter(FEDERATION_TIMEOUT, interval), match } = cluster.federation;
  const way = {
    cluster: cluster.name,
    clusterLabel: hub.clusterLabel,
    target: server.target,
    proxyUrl: cluster.proxyUrl,
    credentials: credentials(cluster, hub, number),
    serverName: cluster.tls.serverName,
    insecureSkipVerify: cluster.tls.insecureSkipVerify,
  };
  return {
    reader: reader(cluster, proxy, hub.cluster),
    job: {
      ...cluster.federation,
      ...way,
      timeout,
      // A list without a mode is all that is fetched.
      detail: detailOf(cluster.federation.detail),
      mode: cluster.federation.mode ?? (match ? undefined : FEDERATION_MODE),
      configMap: federationConfigMap(number, hub.release),
      inventoryConfigMap: inventoryConfigMap(number, hub.release),
      labels: cluster.labels,
      path: proxy.path,
    },
    remoteRead: cluster.federation.drillDown ? { ...way, path: proxy.readPath } : undefined,
  };
}
