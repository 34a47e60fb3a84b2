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

/** Those that a Grafana shows, each with its name. */
export const shownDashboards = (
  { clusterLabel }: Pick<Hub, 'clusterLabel'>,
  grafana: Pick<Grafana, 'dashboards'>,
): { name: DashboardName; dashboard: Dashboard }[] =>
  grafana.dashboards.map((name) => {
    return { name, dashboard: DASHBOARDS[name]({ clusterLabel, drillDown: false }) };
  });
