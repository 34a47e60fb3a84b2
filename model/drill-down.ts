import { REMOTE_READ } from './access';
import { DRILL_DOWN } from './components/drill-down';
import { objectLabels, selectorLabels } from './labels';
import type { DrillDown, PrometheusServer, RemoteRead } from './types';
import { objectName } from './workload';

/** What asks members for their raw series, where there is one to be asked. */
export const drillDown = (server: PrometheusServer, remoteReads: readonly RemoteRead[]) =>
  remoteReads.length > 0 ? drillDownBeside(server, remoteReads) : undefined;

/**
 * The Prometheus that asks members for their raw series, for the hub's.
 *
 * The hub's does not ask them itself: it would not start while the CA of one of them is missing, and
 * every query of it would look at the entry of every member.
 *
 * @param server - the hub's, whose image and place it has
 */
export function drillDownBeside(
  server: PrometheusServer,
  remoteReads: readonly RemoteRead[],
): DrillDown {
  const { release, namespace, servicePort, routePrefix } = server;
  const name = objectName(DRILL_DOWN.component, release);
  return {
    server: {
      ...server,
      name,
      labels: { ...server.labels, ...objectLabels(DRILL_DOWN, release) },
      selector: selectorLabels(DRILL_DOWN, release),
      resources: DRILL_DOWN.resources,
      replicas: 1,
      highlyAvailable: false,
      replicaLabel: undefined,
      retention: DRILL_DOWN.retention,
      retentionSize: undefined,
      dataLimit: DRILL_DOWN.dataLimit,
      storage: undefined,
      storageClass: undefined,
      secrets: [],
      // What is said of the hub's command line is about what it keeps and shows.
      args: [],
      externalUrl: `http://${name}.${namespace}.svc${routePrefix}`,
    },
    url: `http://${name}.${namespace}.svc:${servicePort}${REMOTE_READ}`,
    remoteReads,
  };
}
