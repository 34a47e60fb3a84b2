import { FEDERATION_READER } from './components/federation';
import { MONITOR_PROMETHEUS } from './components/prometheus';
import { objectLabels } from './labels';
import type { ClusterSettings } from './settings';
import type { Credentials, Reader, ReaderSubject, ServiceProxy } from './types';
import { objectName } from './workload';

/**
 * How the hub reaches the Prometheus of a member, deployed or existing.
 *
 * https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls
 */
export function serviceProxy({ monitor }: ClusterSettings, serverPath: string): ServiceProxy {
  const { existing, release, namespace } = monitor;
  const { component, servicePort, routePrefix } = MONITOR_PROMETHEUS;
  const deployed = { service: objectName(component, release), namespace, port: servicePort };
  const place = existing ?? deployed;
  const scheme = existing?.scheme ? `${existing.scheme}:` : '';
  const prefix = existing ? (existing.prefix ?? '') : routePrefix;
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
export function reader(cluster: ClusterSettings, proxy: ServiceProxy, hubCluster: string): Reader {
  const { existing, release } = cluster.monitor;
  const name = objectName(FEDERATION_READER.component, release);
  return {
    name,
    namespace: proxy.namespace,
    // Beside an existing Prometheus there is no release that the objects could belong to.
    labels: objectLabels(FEDERATION_READER, existing ? undefined : release),
    resourceName: proxy.resourceName,
    subject: readerSubject(cluster.auth, name, proxy.namespace, hubCluster),
  };
}

/** The member's Secret, and its files in the statestore. */
export function credentials(
  { name: cluster, auth }: ClusterSettings,
  statestore: string,
): Credentials {
  const file = (name: string) => `${statestore}/${cluster}/${name}`;
  const item = (key: string, name: string) => ({ key, path: `${cluster}/${name}` });
  const ca = 'certificate-authority-data.pem';
  const common = { secretName: auth.secretName ?? defaultSecretName(cluster), caFile: file(ca) };
  if (auth.type === 'serviceAccountToken') {
    const items = [item('ca.crt', ca), item('token', 'token')];
    return { ...common, items, tokenFile: file('token') };
  }
  const cert = 'client-certificate-data.pem';
  const key = 'client-key-data.pem';
  const items = [item('ca.crt', ca), item('tls.crt', cert), item('tls.key', key)];
  return { ...common, items, certFile: file(cert), keyFile: file(key) };
}

/** The Secret of members that do not name it. */
export const defaultSecretName = (cluster: string) => `federation-${cluster}`;

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
  return auth.type === 'serviceAccountToken'
    ? { kind: 'ServiceAccount', name: auth.serviceAccount ?? name, namespace }
    : { kind: 'User', name: auth.user ?? defaultUser(hubCluster) };
}
