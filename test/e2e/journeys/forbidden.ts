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

/** What the hub's reader is there for. */
export const ALLOWED: Attempt = {
  what: 'federate',
  path: `${SERVICE}:80/${FEDERATE}${MATCH}`,
};

/** Everything that the reader of a member must be refused. */
export function forbidden(node: string): Attempt[] {
  return [...otherNames(), ...otherVerbs(), ...pods(), ...nodes(node), ...objects(), ...others()];
}

/** RBAC compares names as they stand in the path. */
function otherNames(): Attempt[] {
  return [
    { what: 'no port', path: `${SERVICE}/${FEDERATE}${MATCH}` },
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

function otherVerbs(): Attempt[] {
  const path = `${SERVICE}:80/proxy/prometheus`;
  return [
    { what: 'POST federate', method: 'POST', path: ALLOWED.path },
    { what: 'PUT federate', method: 'PUT', path: ALLOWED.path },
    { what: 'PATCH federate', method: 'PATCH', path: ALLOWED.path },
    { what: 'DELETE federate', method: 'DELETE', path: ALLOWED.path },
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

function others(): Attempt[] {
  const as = (user: string, group?: string) => ({
    'impersonate-user': user,
    ...(group ? { 'impersonate-group': group } : {}),
  });
  return [
    { what: 'impersonate admin', path: `${HERE}/secrets`, headers: as('admin', 'system:masters') },
    {
      what: 'impersonate for federate',
      path: ALLOWED.path,
      headers: as('admin', 'system:masters'),
    },
    { what: 'impersonate itself', path: ALLOWED.path, headers: as('promfleet:hub') },
    { what: "API server's metrics", path: '/metrics' },
    { what: "API server's logs", path: '/logs/' },
    { what: 'profiling', path: '/debug/pprof/' },
  ];
}
