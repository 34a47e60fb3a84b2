import { z } from 'zod';

/** Until the year 9999: what is later is no date to everyone. */
const seconds = z.number().min(0).max(253_402_300_799).optional();

const claims = z.object({
  /** `system:serviceaccount:NAMESPACE:NAME` */
  sub: z.string().optional(),
  /** Seconds since 1970. */
  iat: seconds,
  exp: seconds,
});

/** What a ServiceAccount's token says of itself; nobody here can check its signature. */
export function tokenClaims(token: string): z.infer<typeof claims> | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

/** The subject of an account's tokens. */
export const accountSubject = (namespace: string, name: string) =>
  `system:serviceaccount:${namespace}:${name}`;
