import { at, fieldsAt, type KubeObject, listAt, textAt, textsAt } from './json';
import { SERVICE, WORKLOADS } from './kinds';
import type { PrometheusAnswer, SimulatedClusterOptions } from './options';
import type { ResourceInfo } from './request';
import { unavailable } from './status';
import type { Store } from './store';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores';
const JSON_TYPE = 'application/json';

/**
 * What is answered through the proxy of a Service, `[SCHEME:]NAME[:PORT]`, by the workload behind it.
 *
 * @throws {ApiError} 404 and 503 of the API server itself.
 */
export function proxied(
  store: Store,
  { namespace = '', name: written = '', rest }: ResourceInfo,
  query: URLSearchParams,
  options: SimulatedClusterOptions,
): PrometheusAnswer {
  const [, , name = '', port = ''] = /^(?:(https?|):)?([^:]+)(?::(.*))?$/.exec(written) ?? [];
  const service = store.get(SERVICE, namespace, name);
  const known = listAt(service, 'spec', 'ports').find(
    (entry) => port === '' || textAt(entry, 'name') === port || String(at(entry, 'port')) === port,
  );
  if (!known) throw unavailable(`no service port ${port} found for service "${name}"`);
  const workload = readyBehind(store, service);
  if (!workload) throw unavailable(`no endpoints available for service "${name}"`);
  if (!lets(workload, at(known, 'targetPort'), rest)) return UNAUTHORIZED;
  return options.prometheus?.(rest, query) ?? prometheus(rest, query, prefixOf(workload));
}

const UNAUTHORIZED = { status: 401, contentType: 'text/plain', body: 'Unauthorized\n' };

/** Whether what listens at a container's port lets everybody through to a path. */
function lets(workload: KubeObject, port: unknown, path: string): boolean {
  const container = listAt(workload, 'spec', 'template', 'spec', 'containers').find((one) =>
    listAt(one, 'ports').some((entry) => textAt(entry, 'name') === port),
  );
  const open = textsAt(container, 'args').flatMap(
    (arg) => /^--ignore-paths=(.*)$/.exec(arg)?.[1] ?? [],
  );
  return open.length === 0 || open.includes(path);
}

/** The workload that a Service selects and that is ready. */
function readyBehind(store: Store, service: KubeObject): KubeObject | undefined {
  const selector = Object.entries(fieldsAt(service, 'spec', 'selector'));
  return WORKLOADS.flatMap((kind) => store.list(kind, service.metadata.namespace)).find(
    (workload) =>
      selector.every(
        ([key, value]) => at(workload, 'spec', 'template', 'metadata', 'labels', key) === value,
      ) &&
      (at(workload, 'status', 'readyReplicas') ?? at(workload, 'status', 'numberReady') ?? 0) !== 0,
  );
}

/** The prefix of a Prometheus's routes, from its arguments. */
function prefixOf(workload: KubeObject): string {
  const args = listAt(workload, 'spec', 'template', 'spec', 'containers').flatMap((container) =>
    textsAt(container, 'args'),
  );
  const given = (flag: string) =>
    args.find((arg) => arg.startsWith(`--web.${flag}=`))?.split('=')[1];
  const url = given('route-prefix') ?? given('external-url') ?? '';
  return (url.includes('://') ? new URL(url).pathname : url).replace(/\/+$/, '');
}

function prometheus(path: string, query: URLSearchParams, prefix: string): PrometheusAnswer {
  if (!path.startsWith(`${prefix}/`))
    return { status: 404, contentType: 'text/plain', body: '404 page not found\n' };
  switch (path.slice(prefix.length)) {
    case '/federate':
      return { contentType: TEXT, body: federated(query.getAll('match[]')) };
    case '/api/v1/query':
      return queried(query.get('query'));
    case '/-/ready':
      return { contentType: 'text/plain', body: 'Prometheus Server is Ready.\n' };
    default:
      return { status: 404, contentType: 'text/plain', body: '404 page not found\n' };
  }
}

const JOBS = ['prometheus', 'node-exporter', 'kube-state-metrics'];

/** A sample for each job, where anything is asked for at all. */
function federated(match: readonly string[]): string {
  if (match.length === 0) return '';
  const now = Date.now();
  const samples = JOBS.map((job) => `up{instance="${job}:9090",job="${job}"} 1 ${now}`);
  return `# TYPE up untyped\n${samples.join('\n')}\n`;
}

function queried(query: string | null): PrometheusAnswer {
  if (!query) {
    const error = 'invalid parameter "query": 1:1: parse error: no expression found in input';
    const body = JSON.stringify({ status: 'error', errorType: 'bad_data', error });
    return { status: 400, contentType: JSON_TYPE, body };
  }
  const value = [Date.now() / 1000, '1'];
  const result = JOBS.map((job) => ({
    metric: { __name__: 'up', job, instance: `${job}:9090` },
    value,
  }));
  const body = JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
  return { contentType: JSON_TYPE, body };
}
