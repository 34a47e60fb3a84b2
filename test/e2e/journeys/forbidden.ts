import { WANTED } from '../../access/federate-only/paths';
import {
  MEMBER_SERVER,
  NAMESPACE,
  PUSHGATEWAY,
  STATSD_EXPORTER,
  STATSD_METRICS_PORT,
} from '../harness/hub';
import type { Attempt } from '../harness/reader';

const HERE = `/api/v1/namespaces/${NAMESPACE}`;
const SERVICE = `${HERE}/services/${MEMBER_SERVER}`;
const FEDERATE = 'proxy/prometheus/federate';
const MATCH = '?match[]=up';

/** Whether the reader of a member comes to its Prometheus, or to what stands in front of that. */
export type Way = 'server' | 'front';

/** The Service and port that it comes to, as its Role has them. */
const GRANTED: Readonly<Record<Way, string>> = {
  server: `${SERVICE}:80`,
  front: `${HERE}/services/https:${MEMBER_SERVER}:443`,
};

/** What the hub's reader is there for. */
export const allowed = (way: Way): Attempt => ({
  what: 'federate',
  path: `${GRANTED[way]}/${FEDERATE}${MATCH}`,
});

/** Everything that the reader of a member must be refused by the API server. */
export function forbidden(node: string, way: Way): Attempt[] {
  const { path } = allowed(way);
  return [
    ...otherNames().filter((other) => other.path !== path),
    ...otherVerbs(way),
    ...pods(),
    ...nodes(node),
    ...objects(),
    ...others(path),
  ];
}

/** What the API server lets the reader ask for, and a front refuses. */
export const closed = (): Attempt[] =>
  [...WANTED, '/api/v1/read', '/metrics', '/-/ready', '/federate%2f..%2fapi/v1/labels'].map(
    (path) => ({ what: 'behind the front', path: `${GRANTED.front}/proxy/prometheus${path}` }),
  );

/** RBAC compares names as they stand in the path. */
function otherNames(): Attempt[] {
  return [
    { what: 'no port', path: `${SERVICE}/${FEDERATE}${MATCH}` },
    { what: 'port of the server', path: `${GRANTED.server}/${FEDERATE}${MATCH}` },
    { what: 'port of the front', path: `${GRANTED.front}/${FEDERATE}${MATCH}` },
    { what: 'that without https', path: `${SERVICE}:443/${FEDERATE}${MATCH}` },
    { what: 'port by name', path: `${SERVICE}:http/${FEDERATE}${MATCH}` },
    { what: 'target port', path: `${SERVICE}:9090/${FEDERATE}${MATCH}` },
    { what: 'with http', path: `${HERE}/services/http:${MEMBER_SERVER}:80/${FEDERATE}${MATCH}` },
    { what: 'with https', path: `${HERE}/services/https:${MEMBER_SERVER}:80/${FEDERATE}${MATCH}` },
    { what: 'headless Service', path: `${SERVICE}-headless:9090/${FEDERATE}${MATCH}` },
    { what: 'pushgateway', path: `${HERE}/services/${PUSHGATEWAY}/proxy/metrics` },
    {
      what: 'kube-state-metrics',
      path: `${HERE}/services/monitor-kube-state-metrics:8080/proxy/metrics`,
    },
    {
      what: 'statsd_exporter',
      path: `${HERE}/services/${STATSD_EXPORTER}:${STATSD_METRICS_PORT}/proxy/metrics`,
    },
    {
      what: 'other namespace',
      path: `/api/v1/namespaces/default/services/${MEMBER_SERVER}:80/${FEDERATE}`,
    },
    {
      what: 'API server by proxy',
      path: '/api/v1/namespaces/default/services/https:kubernetes:443/proxy/',
    },
    { what: 'DNS', path: '/api/v1/namespaces/kube-system/services/kube-dns:9153/proxy/metrics' },
  ];
}

function otherVerbs(way: Way): Attempt[] {
  const path = `${GRANTED[way]}/proxy/prometheus`;
  const federate = allowed(way).path;
  return [
    { what: 'POST federate', method: 'POST', path: federate },
    { what: 'PUT federate', method: 'PUT', path: federate },
    { what: 'PATCH federate', method: 'PATCH', path: federate },
    { what: 'DELETE federate', method: 'DELETE', path: federate },
    { what: 'POST reload', method: 'POST', path: `${path}/-/reload` },
    { what: 'POST quit', method: 'POST', path: `${path}/-/quit` },
    { what: 'POST delete series', method: 'POST', path: `${path}/api/v1/admin/tsdb/delete_series` },
  ];
}

function pods(): Attempt[] {
  const pod = `${HERE}/pods/${MEMBER_SERVER}-0`;
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
  const websocket = {
    ...upgrade,
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-protocol': 'v4.channel.k8s.io',
  };
  return [
    { what: 'list pods', path: `${HERE}/pods` },
    { what: 'list all pods', path: '/api/v1/pods' },
    { what: 'read pod', path: pod },
    { what: 'pod proxy', path: `${pod}:9090/proxy/prometheus/federate` },
    { what: 'logs', path: `${pod}/log` },
    { what: 'exec', method: 'POST', path: `${pod}/exec?command=id&stdout=true` },
    { what: 'exec by websocket', path: `${pod}/exec?command=id&stdout=true`, headers: websocket },
    { what: 'attach', method: 'POST', path: `${pod}/attach?stdout=true` },
    { what: 'port-forward', method: 'POST', path: `${pod}/portforward?ports=9090` },
    { what: 'delete pod', method: 'DELETE', path: pod },
    { what: 'evict pod', method: 'POST', path: `${pod}/eviction`, body: {} },
  ];
}

function nodes(node: string): Attempt[] {
  return [
    { what: 'list nodes', path: '/api/v1/nodes' },
    { what: 'nodes/proxy metrics', path: `/api/v1/nodes/${node}/proxy/metrics` },
    { what: 'nodes/proxy pods', path: `/api/v1/nodes/${node}/proxy/pods` },
    {
      what: 'nodes/proxy run',
      method: 'POST',
      path: `/api/v1/nodes/${node}/proxy/run/${NAMESPACE}/x/y?cmd=id`,
    },
    { what: 'nodes/metrics', path: `/api/v1/nodes/${node}/metrics` },
  ];
}

function objects(): Attempt[] {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const account = `${HERE}/serviceaccounts/${MEMBER_SERVER}`;
  return [
    { what: 'list secrets', path: `${HERE}/secrets` },
    { what: 'list all secrets', path: '/api/v1/secrets' },
    { what: 'read configuration', path: `${HERE}/configmaps/${MEMBER_SERVER}` },
    { what: 'list services', path: `${HERE}/services` },
    { what: 'read its Service', path: SERVICE },
    { what: 'delete its Service', method: 'DELETE', path: SERVICE },
    { what: 'list namespaces', path: '/api/v1/namespaces' },
    {
      what: 'read its own Role',
      path: `${rbac}/namespaces/${NAMESPACE}/roles/monitor-federation-reader`,
    },
    { what: 'bind a role', method: 'POST', path: `${rbac}/clusterrolebindings`, body: {} },
    { what: 'token of the server', method: 'POST', path: `${account}/token`, body: {} },
    {
      what: 'sign a certificate',
      method: 'POST',
      path: '/apis/certificates.k8s.io/v1/certificatesigningrequests',
      body: {},
    },
    { what: 'create a pod', method: 'POST', path: `${HERE}/pods`, body: {} },
  ];
}

function others(federate: string): Attempt[] {
  const as = (user: string, group?: string) => ({
    'impersonate-user': user,
    ...(group ? { 'impersonate-group': group } : {}),
  });
  return [
    { what: 'impersonate admin', path: `${HERE}/secrets`, headers: as('admin', 'system:masters') },
    {
      what: 'impersonate for federate',
      path: federate,
      headers: as('admin', 'system:masters'),
    },
    { what: 'impersonate itself', path: federate, headers: as('promfleet:hub') },
    { what: "API server's metrics", path: '/metrics' },
    { what: "API server's logs", path: '/logs/' },
    { what: 'profiling', path: '/debug/pprof/' },
  ];
}
