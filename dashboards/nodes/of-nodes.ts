import { grouped } from '../grouped';
import { chosen } from '../promql';
import type { Context, Link } from '../types';

/** The variable with the chosen nodes, and the label that names one. */
export const NODE = 'node';

/** Selects what is recorded of the chosen nodes. */
export const ofNodes = (context: Context, metric: string, ...matchers: readonly string[]) =>
  chosen(context, metric, `${NODE}=~"$${NODE}"`, ...matchers);

/** One value of each chosen node. */
export const byNode = (context: Context, metric: string, ...matchers: readonly string[]) =>
  grouped(context, 'max', ofNodes(context, metric, ...matchers), NODE);

/** Alerts that fire about a node; all nodes being chosen, those about none are not among them. */
export const alertsOfNodes = (context: Context, alerts: string) =>
  ofNodes(context, alerts, `${NODE}!=""`);

/** This dashboard, of one node. */
export const toNode = ({ clusterLabel }: Context): Link => ({
  title: 'This node alone',
  dashboard: 'promfleet-nodes',
  variables: { cluster: clusterLabel, [NODE]: NODE },
});
