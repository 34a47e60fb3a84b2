import type { Member } from '../../../model/types';
import { createAuthority, issue } from '../../e2e/local/pki';
import { NOW } from './made-up-prometheus';

const DAY = 24 * 3600 * 1000;

/** A token that says when it ends, if it does, and is signed by nobody. */
export const token = (days?: number, life = 90) => {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  const claims =
    days === undefined
      ? {}
      : { iat: seconds(NOW + (days - life) * DAY), exp: seconds(NOW + days * DAY) };
  const part = (object: object) => Buffer.from(JSON.stringify(object)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
};

/** A client certificate with so many days left of its life. */
export async function certificate(days: number, life = 90): Promise<string> {
  const authority = await createAuthority('made-up');
  const notAfter = new Date(NOW + days * DAY);
  const notBefore = new Date(NOW + (days - life) * DAY);
  const { cert } = await issue(authority, { commonName: 'reader', notBefore, notAfter });
  return cert;
}

/**
 * Puts what is presented into the Secret of each member, by its name, in the layout of the fleet
 * file. Nothing reads the other parts.
 */
export function secretsWith(
  members: readonly Member[],
  presented: Readonly<Record<string, string>>,
): Record<string, Record<string, string>> {
  const secrets: Record<string, Record<string, string>> = {};
  for (const { name, job } of members) {
    const text = presented[name];
    if (text === undefined) continue;
    const { secretName, items } = job.credentials;
    const parts = items.map(({ key, content }) => [
      key,
      content === 'certificate' || content === 'token' ? text : 'made up',
    ]);
    secrets[secretName] = { ...secrets[secretName], ...Object.fromEntries(parts) };
  }
  return secrets;
}
