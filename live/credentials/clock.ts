import { z } from 'zod';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';

/** The clock of an API server, as far as its answers tell. */
export interface Clock {
  /** Milliseconds that it is ahead of this machine's; less than 0: behind. */
  readonly aheadMs: number;
  /** Its time now, in milliseconds since 1970. */
  now(): number;
}

/** What nobody need know of: answers have whole seconds, and are under way for a while. */
const UNREMARKABLE_MS = 60_000;

/** The clock that goes with the date of an answer. */
export function clockOf(date: number | undefined): Clock {
  const aheadMs = date === undefined ? 0 : date - Date.now();
  return { aheadMs, now: () => Date.now() + aheadMs };
}

/** What people should know of a clock; nothing if it goes right. */
export function skew({ aheadMs }: Clock): string | undefined {
  const minutes = Math.round(Math.abs(aheadMs) / 6_000) / 10;
  if (Math.abs(aheadMs) <= UNREMARKABLE_MS) return undefined;
  const way = aheadMs > 0 ? 'ahead of' : 'behind';
  return `the clock of the API server is ${minutes} minutes ${way} this machine's, set one of them right`;
}

const version = z.object({ gitVersion: z.string() });

/** What a cluster runs, and its clock. */
export interface ServerVersion {
  /** Such as `v1.34.2-eks-1a2b3c4`. */
  readonly gitVersion: string;
  readonly clock: Clock;
}

/**
 * Asks for the first thing: whether the API server answers, and knows who asks.
 *
 * @throws ClusterFailure if not
 */
export async function versionOf(connection: ApiConnection): Promise<ServerVersion> {
  const { body, date } = await connection.expect({ path: '/version' });
  const { data } = version.safeParse(body);
  if (data) return { ...data, clock: clockOf(date) };
  const message = `${connection.server} answers, but not as an API server of Kubernetes does, check the server of the kubeconfig`;
  throw new ClusterFailure('refused', message);
}
