import dns, { type LookupAddress, type LookupOptions } from 'node:dns';

/** Names below this one are this machine. */
const DOMAIN = '.simulated.test';

/** The name of a simulated cluster's API server: a fleet file takes no loopback address. */
export const hostOf = (cluster: string) => `${cluster}${DOMAIN}`;

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** Resolves these names, too, while a function takes; others are resolved as ever. */
export async function withNames<Result>(use: () => Promise<Result>): Promise<Result> {
  const restore = resolveNames();
  try {
    return await use();
  } finally {
    restore();
  }
}

/** Resolves these names, too, until what it gives is called. */
export function resolveNames(): () => void {
  const { lookup } = dns;
  const own = (host: string, options: LookupOptions, done: Callback) => {
    if (!host.endsWith(DOMAIN)) return lookup(host, options, done);
    const address = '127.0.0.1';
    const family = 4;
    return process.nextTick(() =>
      options.all ? done(null, [{ address, family }]) : done(null, address, family),
    );
  };
  Object.assign(dns, { lookup: own });
  return () => {
    Object.assign(dns, { lookup });
  };
}
