import type { DashboardName } from '../inventory/dashboards';
import type { Grafana, Hub } from '../model/types';
import { alerts } from './alerts';
import { cluster } from './cluster';
import { federation } from './federation';
import { fleet } from './fleet';
import { nodes } from './nodes';
import { prometheus } from './prometheus';
import { pushgateway } from './pushgateway';
import type { Context, Dashboard } from './types';
import { workloads } from './workloads';

/** By their names, in the order in which they are listed. */
const DASHBOARDS: Readonly<Record<DashboardName, (context: Context) => Dashboard>> = {
  fleet,
  cluster,
  nodes,
  workloads,
  federation,
  alerts,
  prometheus,
  pushgateway,
};

/** Every dashboard of promfleet's. */
export const dashboards = (context: Context): Dashboard[] =>
  Object.values(DASHBOARDS).map((make) => make(context));

/** What the dashboards of a hub are made for. */
export const contextOf = ({
  clusterLabel,
  drillDown,
}: Pick<Hub, 'clusterLabel' | 'drillDown'>): Context => ({
  clusterLabel,
  drillDown: drillDown !== undefined,
});

/** Those that a Grafana shows, each with its name. */
export function shownDashboards(
  hub: Pick<Hub, 'clusterLabel' | 'drillDown'>,
  grafana: Pick<Grafana, 'dashboards'>,
): { name: DashboardName; dashboard: Dashboard }[] {
  const context = contextOf(hub);
  return grafana.dashboards.map((name) => ({ name, dashboard: DASHBOARDS[name](context) }));
}
