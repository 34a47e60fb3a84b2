import { z } from 'zod';
import type { ReaderSubject } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import { shaped } from '../client/shaped';
import { type Patience, until } from '../client/until';
import { accountSubject, tokenClaims } from './claims';
import type { Clock } from './clock';
import { type Credential, spoken } from './credential';

type Account = Extract<ReaderSubject, { kind: 'ServiceAccount' }>;

export interface TokenProps {
  readonly account: Account;
  /** Absent: the token of the account's Secret, which does not expire. */
  readonly expirationSeconds?: number;
  readonly clock: Clock;
  /** How long the cluster may take to fill a Secret. */
  readonly patience: Patience;
}

const tokenRequest = z.object({ status: z.object({ token: z.string() }) });
const filledSecret = z.object({ data: z.object({ token: z.string().optional() }).optional() });
/** Members share what a Secret takes, so that none may fill it. */
const MOST_CHARACTERS = 32 * 1024;
/** A share of this is not worth a word. */
const SHORTER = 0.95;

/**
 * A token of the reader's account: asked for with an end, or the one that its Secret keeps.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
 *
 * @throws ClusterFailure if there is none, or it is another account's
 */
export async function obtainToken(
  connection: ApiConnection,
  { account, expirationSeconds, clock, patience }: TokenProps,
): Promise<Credential> {
  const token =
    expirationSeconds === undefined
      ? await secretToken(connection, account, patience)
      : await requestedToken(connection, account, expirationSeconds);
  if (token.length > MOST_CHARACTERS) {
    throw another(`one of ${token.length} characters`, `one of at most ${MOST_CHARACTERS}`);
  }
  const claims = tokenClaims(token);
  const right = accountSubject(account.namespace, account.name);
  if (claims?.sub !== right) throw another(claims?.sub, right);
  if (expirationSeconds === undefined) {
    return { contents: { token }, issued: clock.now(), notes: [] };
  }
  if (claims.exp === undefined) throw another('a token without an end', 'one with an end');
  const expires = claims.exp * 1000;
  const left = expires - clock.now();
  if (left <= 0)
    throw another(`a token that ended at ${new Date(expires).toISOString()}`, 'a valid one');
  const asked = expirationSeconds * 1000;
  const notes =
    left < asked * SHORTER ? [`asked for ${spoken(asked)}, the cluster gives ${spoken(left)}`] : [];
  return { contents: { token }, issued: (claims.iat ?? clock.now() / 1000) * 1000, expires, notes };
}

async function requestedToken(
  connection: ApiConnection,
  { namespace, name }: Account,
  expirationSeconds: number,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const { body } = await connection.expect({
    method: 'POST',
    path,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds },
    },
  });
  return shaped(tokenRequest, path, body).status.token;
}

async function secretToken(
  connection: ApiConnection,
  { namespace, tokenSecret = '' }: Account,
  patience: Patience,
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/secrets/${tokenSecret}`;
  const token = await until(patience, async () => {
    return shaped(filledSecret, path, await connection.get(path)).data?.token;
  });
  if (token) return Buffer.from(token, 'base64').toString();
  const message = `the Secret ${tokenSecret} of ${namespace} has no token, found none after ${patience.timeoutMs / 1000} s, write auth.expiration in the fleet file if the cluster makes no such tokens`;
  throw new ClusterFailure('refused', message);
}

function another(found: string | undefined, right: string): ClusterFailure {
  const message = `the token is not what was asked for, found ${found ?? 'one that cannot be read'}, right would be ${right}`;
  return new ClusterFailure('refused', message);
}
