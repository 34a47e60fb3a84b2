import { KINDS, type Kind } from './kinds';

/** What a request asks for, as the authorizer of Kubernetes sees it. */
export interface RequestInfo {
  readonly method: string;
  /** Path without the prefix of the server and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly verb: string;
  /** Absent: the path is not that of an object. */
  readonly resource?: ResourceInfo;
  /** Path with names left out, to count by. */
  readonly pattern: string;
}

export interface ResourceInfo {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What follows the subresource: the path of a proxied request, with a leading slash. */
  readonly rest: string;
  /** Absent: the server does not know it. */
  readonly kind?: Kind;
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/**
 * @param kinds - those that the server knows
 */
export function readRequest(
  method: string,
  path: string,
  query: URLSearchParams,
  kinds: readonly Kind[] = KINDS,
): RequestInfo {
  const resource = resourceOf(path, kinds);
  const pattern = resource ? patternOf(resource) : path;
  return { method, path, query, verb: verbOf(method, query, resource), resource, pattern };
}

function verbOf(method: string, query: URLSearchParams, resource?: ResourceInfo): string {
  if (!resource) return method.toLowerCase();
  const named = resource.name !== undefined;
  if (method === 'DELETE' && !named) return 'deletecollection';
  if (method !== 'GET' && method !== 'HEAD') return VERBS[method] ?? method.toLowerCase();
  if (named) return 'get';
  return ['true', '1'].includes(query.get('watch') ?? '') ? 'watch' : 'list';
}

function resourceOf(path: string, kinds: readonly Kind[]): ResourceInfo | undefined {
  const found = /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))\/(.+)$/.exec(path);
  if (!found) return undefined;
  const [, core, group = '', version = core ?? '', behind = ''] = found;
  const parts = behind.split('/').map(decodeURIComponent);
  // /namespaces/NAME itself is an object of the cluster; what follows it is in the namespace.
  const inside = parts[0] === 'namespaces' && parts.length > 2;
  const namespace = inside ? parts[1] : undefined;
  const [resource = '', name, subresource, ...rest] = inside ? parts.slice(2) : parts;
  const kind = kinds.find(
    (known) => known.group === group && known.version === version && known.resource === resource,
  );
  return {
    group,
    version,
    resource,
    namespace,
    name: name || undefined,
    subresource: subresource || undefined,
    rest: `/${rest.join('/')}`,
    kind,
  };
}

function patternOf(info: ResourceInfo): string {
  const base = info.group === '' ? `/api/${info.version}` : `/apis/${info.group}/${info.version}`;
  const namespace = info.namespace === undefined ? '' : '/namespaces/{namespace}';
  const name = info.name === undefined ? '' : '/{name}';
  const subresource = info.subresource === undefined ? '' : `/${info.subresource}`;
  const rest = info.rest === '/' ? '' : info.rest;
  return `${base}${namespace}/${info.resource}${name}${subresource}${rest}`;
}
