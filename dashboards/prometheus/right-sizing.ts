import { grouped, on } from '../grouped';
import { chosen } from '../promql';
import type { Context } from '../types';
import { WORKLOAD } from '../workloads/of-namespaces';
import { OF_WORKLOADS } from '../workloads/series';

/** What pods request. */
export type Resource = 'cpu' | 'memory';

/** Share of the time in which requests should be enough for the CPU that is used: more is waited for. */
const CPU_SERVED = 0.95;

/** More memory than ever was used, as a factor: whoever runs out of it is killed. */
const MEMORY_ROOM = 1.15;

/** What each workload requests now. */
export const requested = (context: Context, resource: Resource) =>
  grouped(
    context,
    'sum',
    chosen(context, OF_WORKLOADS.requests, `resource="${resource}"`),
    ...WORKLOAD,
  );

/** What each workload should request, by what it used over the time that is shown. */
export function needed(context: Context, resource: Resource): string {
  const used = `${chosen(context, OF_WORKLOADS[resource])}[$__range]`;
  return resource === 'cpu'
    ? grouped(context, 'max', `quantile_over_time(${CPU_SERVED}, ${used})`, ...WORKLOAD)
    : `${MEMORY_ROOM} * ${grouped(context, 'max', `max_over_time(${used})`, ...WORKLOAD)}`;
}

/**
 * What each workload requests beyond its need. One that nothing was seen of, as it is pending, say,
 * is not taken to need nothing.
 */
export const surplus = (context: Context, resource: Resource) =>
  `${requested(context, resource)} - ${on(context, ...WORKLOAD)} ${needed(context, resource)} > 0`;

/**
 * Memory that each workload uses beyond its requests, all of it where it requests none: what is
 * evicted first when a node is short of memory.
 */
export function beyondRequests(context: Context): string {
  const used = grouped(context, 'sum', chosen(context, OF_WORKLOADS.memory), ...WORKLOAD);
  const request = requested(context, 'memory');
  // Of clusters without any requests it is not known what pods request.
  const known = `${used} and ${on(context)} ${chosen(context, OF_WORKLOADS.requests)}`;
  return `${used} - ${on(context, ...WORKLOAD)} ${request} > 0 or (${known} unless ${on(context, ...WORKLOAD)} ${request})`;
}
