import { denied, type Right } from '../../model/reader-rights';
import type { Member } from '../../model/types';
import { spoken } from '../access/spoken';
import type { Answer, ApiConnection } from '../client/connection';
import { ClusterFailure, statusOf } from '../client/failure';

/** A request that the reader must not get through with. */
interface Forbidden {
  /** Such as `list Secrets of monitoring`. */
  readonly what: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /**
   * Whether the API server lets it through to what stands in front of the Prometheus, which refuses.
   *
   * @default false
   */
  readonly atFront?: boolean;
}

/** A refusal is short; what is not refused is not read. */
const MOST_BYTES = 1024 * 1024;

/** What a front refuses, then what the API server does: the closest first. */
const forbidden = (member: Member): Forbidden[] => [
  ...refusedAtFront(member),
  ...denied(member).map(
    (right): Forbidden => ({
      what: spoken(right),
      path: pathOf(right),
      method: right.verb === 'create' ? 'POST' : 'GET',
    }),
  ),
];

const refusedAtFront = ({ reader }: Member): Forbidden[] =>
  (reader.refused ?? []).map((path) => ({
    what: `get ${path.split('?')[0]} of ${reader.resourceName}`,
    path: `/api/v1/namespaces/${reader.namespace}/services/${reader.resourceName}/proxy${path}`,
    method: 'GET',
    atFront: true,
  }));

function pathOf({ resource, subresource, name, namespace }: Right): string {
  const place = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const below = name === undefined ? '?limit=1' : `/${name}`;
  return `/api/v1${place}/${resource}${below}${subresource === undefined ? '' : `/${subresource}/`}`;
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
