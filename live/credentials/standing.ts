import { X509Certificate } from 'node:crypto';
import { RENEWAL_PART } from '../../model/credential-life';
import type { Member } from '../../model/types';
import { ClusterFailure } from '../client/failure';
import { accountSubject, tokenClaims } from './claims';
import { type Contents, type Lifetime, lifetimeOf, spoken, subjectOf } from './credential';
import { type Proof, type ProofOptions, prove } from './proof';

/** Whether the credential that was delivered before will do, or why not. */
export type Standing =
  | { readonly valid: true; readonly lifetime: Lifetime }
  | { readonly valid: false; readonly why: string };

/**
 * Looks at a credential by itself.
 *
 * @param now - by the member's clock, in milliseconds since 1970
 * @param withinMs - absent: a third of its life
 */
export function standing(
  member: Member,
  contents: Contents | undefined,
  now: number,
  withinMs?: number,
): Standing {
  if (!contents) return { valid: false, why: 'there is none' };
  const lifetime = lifetimeOf(contents);
  if (!lifetime) return { valid: false, why: 'the one that is there is not whole' };
  const other = otherSubject(member, contents);
  if (other !== undefined) return { valid: false, why: `the one that is there is for ${other}` };
  const { issued, expires } = lifetime;
  const wantsEnd = member.job.credentials.expirationSeconds !== undefined;
  if (expires === undefined) {
    return wantsEnd
      ? { valid: false, why: 'the one that is there does not expire' }
      : { valid: true, lifetime };
  }
  const left = expires - now;
  if (left <= 0) return { valid: false, why: `the one that is there expired ${spoken(-left)} ago` };
  if (!wantsEnd) return { valid: false, why: 'the one that is there expires' };
  return left > (withinMs ?? (expires - issued) * RENEWAL_PART)
    ? { valid: true, lifetime }
    : { valid: false, why: `the one that is there expires in ${spoken(left)}` };
}

/**
 * Proves a credential that was delivered before.
 *
 * @returns undefined if the API server no longer accepts it, or is another than its CA says
 * @throws ClusterFailure if a new one would fare no better
 */
export async function proveAgain(
  member: Member,
  contents: Contents,
  options: ProofOptions,
): Promise<Proof | undefined> {
  try {
    return await prove(member, contents, options);
  } catch (error) {
    const { reason = undefined } = error instanceof ClusterFailure ? error : {};
    if (reason === 'unauthenticated' || reason === 'untrusted') return undefined;
    throw error;
  }
}

/** Whom a credential is for, if that is not the member's reader. */
export function otherSubject(
  { reader }: Member,
  { certificate, token }: Contents,
): string | undefined {
  const { subject } = reader;
  if (subject.kind === 'User') {
    const names = certificate ? subjectOf(new X509Certificate(certificate)).names : [];
    return names.join() === subject.name ? undefined : names.join() || 'an account';
  }
  const found = token && tokenClaims(token)?.sub;
  return found === accountSubject(subject.namespace, subject.name) ? undefined : found || 'a user';
}
