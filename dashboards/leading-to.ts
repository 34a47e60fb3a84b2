import { CLUSTER } from './promql';
import type { DashboardUid, Link } from './types';

/**
 * A link to a dashboard about the cluster that a value is of.
 *
 * @param label - tells clusters apart
 */
export const leadingTo = (label: string, dashboard: DashboardUid, title: string): Link => ({
  title,
  dashboard,
  variables: { [CLUSTER]: label },
});
