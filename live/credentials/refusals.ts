import { denied, type Right } from '../../model/reader-rights';
import type { Member } from '../../model/types';
import { spoken } from '../access/spoken';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';

/** A request that the reader must not get through with. */
interface Forbidden {
  /** Such as `list Secrets of monitoring`. */
  readonly what: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
}

/** A refusal is short; what is not refused is not read. */
const MOST_BYTES = 1024 * 1024;

const forbidden = (member: Member): Forbidden[] =>
  denied(member).map((right) => ({
    what: spoken(right),
    path: pathOf(right),
    method: right.verb === 'create' ? 'POST' : 'GET',
  }));

function pathOf({ resource, subresource, name, namespace }: Right): string {
  const place = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const below = name === undefined ? '?limit=1' : `/${name}`;
  return `/api/v1${place}/${resource}${below}${subresource === undefined ? '' : `/${subresource}/`}`;
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
