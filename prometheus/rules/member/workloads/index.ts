import type { MemberGroup } from '../group';
import { AUTOSCALERS } from './autoscalers';
import { CLAIMS } from './claims';
import { CONTAINER_THROTTLING, CONTAINER_USAGE } from './container-usage';
import { DAEMON_SETS } from './daemon-sets';
import { DEPLOYMENTS } from './deployments';
import { JOBS } from './jobs';
import { PODS } from './pods';
import { QUOTAS } from './quotas';
import { REQUESTS_AND_LIMITS } from './requests';
import { RIGHT_SIZING } from './right-sizing';
import { STATEFUL_SETS } from './stateful-sets';
import { VOLUMES } from './volumes';
import { WORKLOAD_OWNERS } from './workload-owners';
import { WORKLOAD_USAGE } from './workload-usage';

/** What runs, what it uses, and what it asked for. */
export const WORKLOAD_GROUPS: readonly MemberGroup[] = [
  PODS,
  DEPLOYMENTS,
  STATEFUL_SETS,
  DAEMON_SETS,
  JOBS,
  AUTOSCALERS,
  WORKLOAD_OWNERS,
  CONTAINER_USAGE,
  CONTAINER_THROTTLING,
  WORKLOAD_USAGE,
  REQUESTS_AND_LIMITS,
  RIGHT_SIZING,
  QUOTAS,
  VOLUMES,
  CLAIMS,
];
