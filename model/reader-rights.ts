import { MONITOR_PROMETHEUS } from './components/prometheus';
import type { Member, Reader } from './types';

/** Something that an API server says of whether a reader may do it. */
export interface Right {
  readonly verb: 'get' | 'list' | 'create' | 'impersonate';
  /** Such as `services`. */
  readonly resource: string;
  /** Such as `proxy`. */
  readonly subresource?: string;
  /** @default - any */
  readonly name?: string;
  /** @default - of the whole cluster, or of no namespace */
  readonly namespace?: string;
}

/** A GET and a POST, as RBAC calls them. */
const VERBS = ['get', 'create'] as const;

/** A port that no Service of a Prometheus has. */
const OTHER_PORT = '1';

/** What a reader may do: ask one Service, by GET, and where the hub drills down by POST. */
export const allowed = ({ reader }: Pick<Member, 'reader'>): Right[] =>
  VERBS.filter((verb) => reader.verbs.includes(verb)).map((verb) =>
    proxied(reader, verb, reader.resourceName),
  );

/**
 * What a reader may not do, closest first: write to its Service, or, where the hub drills down and so
 * it may, to another port of it; read that; Secrets beside it, the cluster's nodes. Whether there is
 * such a thing makes no difference: rights come first.
 */
export function denied({ reader }: Pick<Member, 'reader'>): Right[] {
  const { namespace, resourceName, verbs } = reader;
  const other = otherPort(resourceName);
  return [
    proxied(reader, 'create', verbs.includes('create') ? other : resourceName),
    proxied(reader, 'get', other),
    { verb: 'list', resource: 'secrets', namespace },
    { verb: 'list', resource: 'nodes' },
  ];
}

/** What else nobody means a reader to do, and a binding to another role would let it. */
export function deniedBesides({ reader }: Pick<Member, 'reader'>): Right[] {
  const { namespace, refused } = reader;
  return [
    // Past what stands in front of the Prometheus.
    ...(refused ? [proxied(reader, 'get', unfronted(reader))] : []),
    { verb: 'get', resource: 'services', namespace },
    { verb: 'get', resource: 'services', subresource: 'proxy', name: reader.resourceName },
    { verb: 'get', resource: 'pods', subresource: 'proxy', namespace },
    { verb: 'create', resource: 'pods', subresource: 'exec', namespace },
    { verb: 'get', resource: 'nodes', subresource: 'proxy' },
    { verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace },
    { verb: 'impersonate', resource: 'users' },
  ];
}

const proxied = ({ namespace }: Reader, verb: (typeof VERBS)[number], name: string): Right => ({
  verb,
  resource: 'services',
  subresource: 'proxy',
  name,
  namespace,
});

/** The port of the Prometheus itself, as it stands in the path of a request. */
const unfronted = ({ resourceName }: Reader) =>
  resourceName.replace(/^https:(.*):.*$/, `$1:${MONITOR_PROMETHEUS.servicePort}`);

const otherPort = (resourceName: string) => resourceName.replace(/:[^:]*$/, `:${OTHER_PORT}`);
