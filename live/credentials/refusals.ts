import type { Member } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';

/** A request that the reader must not get through with. */
interface Forbidden {
  /** Such as `list Secrets of monitoring`. */
  readonly what: string;
  readonly path: string;
  /** @default GET */
  readonly method?: 'POST';
}

/** A refusal is short; what is not refused is not read. */
const MOST_BYTES = 1024 * 1024;
/** A port that no Service of a Prometheus has. */
const OTHER_PORT = '1';

/**
 * What a reader may not do, closest first: write to its Service, or, where the hub drills down and so
 * it may, to another port of it; read that; Secrets beside it, the cluster's nodes. Whether there is
 * such a thing makes no difference: rights come first.
 */
function forbidden({ reader }: Member): Forbidden[] {
  const { namespace, resourceName, verbs } = reader;
  const other = resourceName.replace(/:[^:]*$/, `:${OTHER_PORT}`);
  const proxy = (name: string) => `/api/v1/namespaces/${namespace}/services/${name}/proxy/`;
  const unwritable = verbs.includes('create') ? other : resourceName;
  return [
    {
      what: `create services/proxy of ${unwritable}`,
      path: proxy(unwritable),
      method: 'POST',
    },
    { what: `get services/proxy of ${other}`, path: proxy(other) },
    {
      what: `list Secrets of ${namespace}`,
      path: `/api/v1/namespaces/${namespace}/secrets?limit=1`,
    },
    { what: 'list nodes', path: '/api/v1/nodes?limit=1' },
  ];
}

/** Makes the requests that have to be refused, and gives their statuses; 0 for no answer. */
export const askForbidden = (member: Member, connection: ApiConnection): Promise<number[]> =>
  Promise.all(
    forbidden(member).map(({ path, method }) =>
      connection.request({ path, method, mostBytes: MOST_BYTES }).then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  );

/**
 * Says whether all that has to be refused was.
 *
 * @param early - statuses of requests that were made before the credential was known to be one
 * @returns what was refused, for people
 * @throws ClusterFailure if one was not
 */
export async function checkRefusals(
  member: Member,
  connection: ApiConnection,
  early: readonly number[],
): Promise<string[]> {
  const asked = forbidden(member);
  const isKnown = early.every((status) => status !== 401 && status !== 0);
  const statuses = isKnown ? early : await askForbidden(member, connection);
  const allowed = asked.flatMap(({ what }, index) => {
    const status = statuses[index];
    return status === 403 ? [] : [`${what} (${status || 'no answer'})`];
  });
  if (allowed.length === 0) return asked.map(({ what }) => what);
  const { subject } = member.reader;
  const who = subject.kind === 'User' ? `the user ${subject.name}` : `the account ${subject.name}`;
  const message = `the credential can do more than it should and is not delivered, found that it may ${allowed.join(', ')}, take the other bindings of ${who} away`;
  throw new ClusterFailure('refused', message);
}
