import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { CredentialContent } from '../../model/types';
import { tokenClaims } from './claims';

/** The parts of a member's credentials: PEM, or a token. Kept in memory alone. */
export type Contents = Readonly<Partial<Record<CredentialContent, string>>>;

/** From when to when something is valid, in milliseconds since 1970. */
export interface Lifetime {
  readonly issued: number;
  /** Absent: it does not expire. */
  readonly expires?: number;
}

/** Credentials as one cluster gave them. */
export interface Credential extends Lifetime {
  readonly contents: Contents;
  /** What people should know of them, such as that they are shorter than asked for. */
  readonly notes: readonly string[];
}

/**
 * When credentials are valid, by what they say themselves.
 *
 * @returns undefined if they are not whole: no CA, neither token nor certificate, another key
 */
export function lifetimeOf({ ca, certificate, key, token }: Contents): Lifetime | undefined {
  if (!ca) return undefined;
  if (token) return tokenLifetime(token);
  if (!certificate || !key) return undefined;
  try {
    const parsed = new X509Certificate(certificate);
    const { validFrom, validTo } = parsed;
    return isKeyOf(key, parsed)
      ? { issued: Date.parse(validFrom), expires: Date.parse(validTo) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Common name of a client certificate, and the organizations, which are groups to Kubernetes. */
export function subjectOf(certificate: X509Certificate): {
  readonly names: readonly string[];
  readonly organizations: readonly string[];
} {
  const { subject } = certificate.toLegacyObject();
  const { CN, O } = subject as { CN?: string | string[]; O?: string | string[] };
  return { names: [CN ?? []].flat(), organizations: [O ?? []].flat() };
}

/** `90 days`, `5 hours`, `12 minutes`: whole ones, rounded down. */
export function spoken(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [number, unit] =
    minutes >= 2 * 24 * 60
      ? [Math.floor(minutes / (24 * 60)), 'day']
      : minutes >= 120
        ? [Math.floor(minutes / 60), 'hour']
        : [minutes, 'minute'];
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function tokenLifetime(token: string): Lifetime | undefined {
  const claims = tokenClaims(token);
  if (!claims) return undefined;
  const ms = (seconds: number | undefined) => seconds && seconds * 1000;
  // The token of a Secret says neither: it ends with the Secret.
  return { issued: ms(claims.iat) ?? Date.now(), expires: ms(claims.exp) };
}

const isKeyOf = (key: string, certificate: X509Certificate) =>
  certificate.checkPrivateKey(createPrivateKey(key));
