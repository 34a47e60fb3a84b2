import type { FleetFile } from '../inventory/schema/fleet';
import { FEDERATION_READER } from './components/federation';
import { KUBE_RBAC_PROXY } from './components/kube-rbac-proxy';
import { MONITOR_PROMETHEUS } from './components/prometheus';
import { objectLabels } from './labels';
import { described, placement } from './placement';
import type { ClusterSettings } from './settings';
import type { Front, Reader, ReaderSubject, ServiceProxy } from './types';
import { objectName, type WorkloadPlace, workload } from './workload';

/** Where a Prometheus is federated. */
export const FEDERATE = '/federate';

/**
 * Where a Prometheus answers remote reads.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/remote_read_api/
 */
export const REMOTE_READ = '/api/v1/read';

/** A query that any Prometheus answers whoever reaches its API. */
const ANY_QUERY = '/api/v1/query?query=up';

/**
 * How the hub reaches the Prometheus of a member, deployed or existing.
 *
 * https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls
 */
export function serviceProxy({ monitor }: ClusterSettings, serverPath: string): ServiceProxy {
  const { existing, release, namespace } = monitor;
  const { component, routePrefix } = MONITOR_PROMETHEUS;
  const deployed = { service: objectName(component, release), namespace, ...portOf(monitor) };
  const place: ServicePort = existing ?? deployed;
  const prefix = existing ? (existing.prefix ?? '') : routePrefix;
  const { resourceName, path } = proxyTo(place);
  return {
    namespace: place.namespace,
    service: place.service,
    resourceName,
    path: `${serverPath}${path}${prefix}${FEDERATE}`,
    readPath: `${serverPath}${path}${prefix}${REMOTE_READ}`,
  };
}

/** The port of a deployed Prometheus's Service that the hub asks, and how. */
const portOf = ({
  federateOnly,
}: ClusterSettings['monitor']): Pick<ServicePort, 'port' | 'scheme'> =>
  federateOnly
    ? { port: KUBE_RBAC_PROXY.servicePort, scheme: 'https' }
    : { port: MONITOR_PROMETHEUS.servicePort };

/** What lets the hub through to what it asks for, and to nothing else. */
export function front(
  place: WorkloadPlace,
  images: FleetFile['images'],
  drillDown: boolean,
): Front {
  const paths = drillDown ? [FEDERATE, REMOTE_READ] : [FEDERATE];
  return {
    ...workload('kubeRbacProxy', place, images),
    paths: paths.map((path) => `${MONITOR_PROMETHEUS.routePrefix}${path}`),
  };
}

/** A Service's port as the API server's proxy takes it. */
export interface ServicePort {
  readonly service: string;
  readonly namespace: string;
  /** Its name or number. */
  readonly port: string | number;
  /** @default - none, which means http */
  readonly scheme?: 'http' | 'https';
}

/** The name that RBAC knows a Service's port by, and the path of all that it serves. */
export function proxyTo({ service, namespace, port, scheme }: ServicePort) {
  const resourceName = `${scheme ? `${scheme}:` : ''}${service}:${port}`;
  const path = `/api/v1/namespaces/${namespace}/services/${resourceName}/proxy`;
  return { resourceName, path };
}

/** The identity of the hub on a member. */
export function reader(cluster: ClusterSettings, proxy: ServiceProxy, hubCluster: string): Reader {
  const { existing, release, federateOnly } = cluster.monitor;
  const name = objectName(FEDERATION_READER.component, release);
  return {
    name,
    namespace: proxy.namespace,
    // Beside an existing Prometheus there is no release that the objects could belong to.
    ...described(
      objectLabels(FEDERATION_READER, existing ? undefined : release),
      placement(cluster.monitor),
    ),
    resourceName: proxy.resourceName,
    // A remote read is a POST, which the API server takes for `create`.
    verbs: cluster.federation.drillDown ? ['get', 'create'] : ['get'],
    subject: readerSubject(cluster.auth, name, proxy.namespace, hubCluster),
    refused:
      federateOnly && !existing ? [`${MONITOR_PROMETHEUS.routePrefix}${ANY_QUERY}`] : undefined,
  };
}

/** Who the hub is on members that do not say it. */
export const defaultUser = (hubCluster: string) => `promfleet:${hubCluster}`;

/** Name of the Secret with the token of a reader's account. */
export const tokenSecretName = (account: string) => `${account}-token`;

function readerSubject(
  auth: ClusterSettings['auth'],
  name: string,
  namespace: string,
  hubCluster: string,
): ReaderSubject {
  if (auth.type === 'clientCertificate') {
    return { kind: 'User', name: auth.user ?? defaultUser(hubCluster) };
  }
  const account = auth.serviceAccount ?? name;
  // A token that expires is asked for when it is wanted: no Secret keeps one that does not.
  const tokenSecret = auth.expiration === undefined ? tokenSecretName(account) : undefined;
  return { kind: 'ServiceAccount', name: account, namespace, tokenSecret };
}
