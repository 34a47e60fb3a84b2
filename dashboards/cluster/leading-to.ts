import type { Members } from '../members/select';
import { CLUSTER } from '../promql';
import type { DashboardUid, Link } from '../types';

/** A link to another dashboard about the same cluster. */
export const leadingTo = ({ label }: Members, dashboard: DashboardUid, title: string): Link => ({
  title,
  dashboard,
  variables: { [CLUSTER]: label },
});
