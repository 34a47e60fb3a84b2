import type { ClusterEntry } from '../inventory/schema/fleet';
import { DEFAULT_RELEASE, MONITOR_NAMESPACE } from './defaults';
import { serverName } from './server';
import type { Credentials, Reader, ReaderSubject, ServiceProxy } from './types';

/** Port of the Service of a member's Prometheus. */
export const SERVICE_PORT = 80;
/** Route prefix of a member's Prometheus. */
export const ROUTE_PREFIX = '/prometheus';

/**
 * How the hub reaches the Prometheus of a member, deployed or existing.
 *
 * https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls
 */
export function serviceProxy(cluster: ClusterEntry, serverPath: string): ServiceProxy {
  const {
    existing,
    release = DEFAULT_RELEASE,
    namespace = MONITOR_NAMESPACE,
  } = cluster.monitor ?? {};
  const place = existing ?? { service: serverName(release), namespace, port: SERVICE_PORT };
  const scheme = existing?.scheme ? `${existing.scheme}:` : '';
  const prefix = existing ? (existing.prefix ?? '') : ROUTE_PREFIX;
  const resourceName = `${scheme}${place.service}:${place.port}`;
  const base = `${serverPath}/api/v1/namespaces/${place.namespace}/services/${resourceName}`;
  return {
    namespace: place.namespace,
    service: place.service,
    resourceName,
    path: `${base}/proxy${prefix}/federate`,
  };
}

/** The identity of the hub on a member. */
export function reader(cluster: ClusterEntry, proxy: ServiceProxy, hubCluster: string): Reader {
  const name = `${cluster.monitor?.release ?? DEFAULT_RELEASE}-federation-reader`;
  return {
    roleName: name,
    namespace: proxy.namespace,
    resourceName: proxy.resourceName,
    subject: readerSubject(cluster.auth, name, proxy.namespace, hubCluster),
  };
}

/** The member's Secret, and its files in the statestore. */
export function credentials(cluster: ClusterEntry, statestore: string): Credentials {
  const file = (name: string) => `${statestore}/${cluster.name}/${name}`;
  const item = (key: string, name: string) => ({ key, path: `${cluster.name}/${name}` });
  const ca = 'certificate-authority-data.pem';
  const common = {
    secretName: cluster.auth?.secretName ?? `federation-${cluster.name}`,
    caFile: file(ca),
  };
  if (cluster.auth?.type === 'serviceAccountToken') {
    const items = [item('ca.crt', ca), item('token', 'token')];
    return { ...common, items, tokenFile: file('token') };
  }
  const cert = 'client-certificate-data.pem';
  const key = 'client-key-data.pem';
  const items = [item('ca.crt', ca), item('tls.crt', cert), item('tls.key', key)];
  return { ...common, items, certFile: file(cert), keyFile: file(key) };
}

function readerSubject(
  auth: ClusterEntry['auth'],
  name: string,
  namespace: string,
  hubCluster: string,
): ReaderSubject {
  return auth?.type === 'serviceAccountToken'
    ? { kind: 'ServiceAccount', name: auth.serviceAccount ?? name, namespace }
    : { kind: 'User', name: auth?.user ?? `promfleet:${hubCluster}` };
}
