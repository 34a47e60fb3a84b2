import type { Member } from '../../model/types';
import type { Answer, ApiConnection } from '../client/connection';
import { ClusterFailure, statusOf } from '../client/failure';

/** A request that the reader must not get through with. */
interface Forbidden {
  /** Such as `list Secrets of monitoring`. */
  readonly what: string;
  readonly path: string;
  /** @default GET */
  readonly method?: 'POST';
  /**
   * Whether the API server lets it through to what stands in front of the Prometheus, which refuses.
   *
   * @default false
   */
  readonly atFront?: boolean;
}

/** A refusal is short; what is not refused is not read. */
const MOST_BYTES = 1024 * 1024;
/** A port that no Service of a Prometheus has. */
const OTHER_PORT = '1';

/**
 * What a reader may not do, closest first: ask its own Service for what a front refuses; write to it,
 * or, where the hub drills down and so it may, to another port of it; read that; Secrets beside it,
 * the cluster's nodes. Whether there is such a thing makes no difference: rights come first.
 */
function forbidden({ reader }: Member): Forbidden[] {
  const { namespace, resourceName, verbs, refused = [] } = reader;
  const other = resourceName.replace(/:[^:]*$/, `:${OTHER_PORT}`);
  const below = (name: string) => `/api/v1/namespaces/${namespace}/services/${name}/proxy`;
  const proxy = (name: string) => `${below(name)}/`;
  const unwritable = verbs.includes('create') ? other : resourceName;
  return [
    ...refused.map((path) => ({
      what: `get ${path.split('?')[0]} of ${resourceName}`,
      path: `${below(resourceName)}${path}`,
      atFront: true,
    })),
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
    forbidden(member).map(({ path, method, atFront }) =>
      connection.request({ path, method, mostBytes: MOST_BYTES }).then(
        (answer) => (atFront && isUnknown(answer) ? 0 : answer.status),
        () => 0,
      ),
    ),
  );

/** Whether the API server itself does not know who asks: a front, which knows nobody, says that too. */
const isUnknown = ({ status, body }: Answer) => status === 401 && statusOf(body) !== undefined;

/** Who is let through by the API server is nobody to a front. */
const isRefused = ({ atFront }: Forbidden, status: number | undefined) =>
  status === 403 || (atFront === true && status === 401);

/** Whether a status says nothing yet: it was not known who asks, or nobody was there to refuse. */
const isOpen = (one: Forbidden, status: number | undefined) =>
  one.atFront ? !isRefused(one, status) : status === 401 || status === 0;

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
  const isSettled = !asked.some((one, index) => isOpen(one, early[index]));
  const statuses = isSettled ? early : await askForbidden(member, connection);
  const allowed = asked.flatMap((one, index) => {
    const status = statuses[index];
    return isRefused(one, status)
      ? []
      : [{ ...one, said: `${one.what} (${status || 'no answer'})` }];
  });
  if (allowed.length === 0) return asked.map(({ what }) => what);
  const found = `found that it may ${allowed.map(({ said }) => said).join(', ')}`;
  throw new ClusterFailure(
    'refused',
    `the credential can do more than it should and is not delivered, ${found}, ${fix(member, allowed)}`,
  );
}

/** What takes away what is allowed. */
function fix({ name, reader: { subject } }: Member, allowed: readonly Forbidden[]): string {
  const who = subject.kind === 'User' ? `the user ${subject.name}` : `the account ${subject.name}`;
  return allowed.every(({ atFront }) => atFront)
    ? `run promfleet apply --only ${name}, and look at what its Service leads to`
    : `take the other bindings of ${who} away`;
}
