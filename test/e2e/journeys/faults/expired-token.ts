import { sign } from 'node:crypto';
import type { Fault } from '../../harness/fault';
import type { Stand } from '../../harness/stand';
import { serviceAccountKey } from '../../local';

const HOUR = 3600;

/** The hub's token has run out: nobody waits for the ten minutes that the shortest one lives. */
export async function tokenExpired(stand: Stand, member: string): Promise<Fault> {
  const valid = await stand.credentials(member);
  const cluster = stand.local(member);
  if (!cluster || !valid.token) throw new Error(`${member} has no token of our own making`);
  const [header = '', payload = ''] = valid.token.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now - 2 * HOUR, nbf: now - 2 * HOUR, exp: now - HOUR };
  const signed = [
    { alg: 'ES256', kid },
    { ...claims, ...times },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const key = { key: serviceAccountKey(cluster), dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
  return {
    member,
    error: /401 Unauthorized/,
    diagnosis: 'credential-expired',
    golden: 'credential-expired-token',
    cause: () => stand.deliver(member, { ...valid, token: `${signed}.${signature}` }),
    remove: () => stand.deliver(member, valid),
  };
}
