import { z } from 'zod';

/** The status of a Pod, as far as it says whether it is ready, and why not. */
export const podStatus = z
  .object({
    phase: z.string(),
    conditions: z.array(
      z.object({ type: z.string(), status: z.string(), message: z.string().optional() }),
    ),
    containerStatuses: z.array(
      z.object({
        state: z.object({ waiting: z.object({ reason: z.string() }).partial() }).partial(),
      }),
    ),
  })
  .partial();

export type PodStatus = z.infer<typeof podStatus>;

/** What its first container waits for, as the kubelet has it: `CrashLoopBackOff`. */
export const waitingReason = ({ containerStatuses = [] }: PodStatus): string | undefined =>
  containerStatuses.flatMap(({ state }) => state.waiting?.reason ?? [])[0];

/** Why no node takes it, as the scheduler has it. */
export const unscheduled = ({ conditions = [] }: PodStatus): string | undefined =>
  conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message;
