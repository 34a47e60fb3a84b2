import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** When a credential begins and ends, in milliseconds since 1970; or what is wrong with it. */
export type Expiry =
  | { readonly begins?: number; readonly ends?: number }
  | { readonly problem: string };

/** When the first certificate of a PEM file begins and ends: the one that is presented. */
export function certificateExpiry(pem: Buffer): Expiry {
  try {
    const { validFrom, validTo } = new X509Certificate(pem);
    return { begins: Date.parse(validFrom), ends: Date.parse(validTo) };
  } catch {
    return { problem: 'is no certificate in PEM' };
  }
}

/** Seconds since 1970, as far as dates go. */
const time = z.number().min(0).max(8.64e12);
const claims = z.object({ iat: time, exp: time }).partial();

/**
 * When a token begins and ends: a ServiceAccount's says it itself. One without an end lives as long as its
 * Secret, and one that is no JWT does not say.
 *
 * https://datatracker.ietf.org/doc/html/rfc7519#section-4.1.4
 */
export function tokenExpiry(token: Buffer): Expiry {
  const text = token.toString().trim();
  if (text === '') return { problem: 'is empty' };
  try {
    const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString();
    const { iat, exp } = claims.parse(JSON.parse(payload));
    return { begins: milliseconds(iat), ends: milliseconds(exp) };
  } catch {
    return {};
  }
}

const milliseconds = (seconds: number | undefined) =>
  seconds === undefined ? undefined : seconds * 1000;
