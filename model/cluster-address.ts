import type { Member } from './types';

/**
 * What tells the clusters of a fleet apart: the address of the API server, and the proxy on the way
 * there, as private networks behind different proxies may have the same addresses.
 */
export const clusterAddress = ({ server, job }: Pick<Member, 'server' | 'job'>): string =>
  job.proxyUrl === undefined ? server : `${server} by ${job.proxyUrl}`;
