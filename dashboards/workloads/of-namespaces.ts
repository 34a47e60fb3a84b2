import { grouped } from '../grouped';
import { chosen } from '../promql';
import type { Context, Key, Link } from '../types';

/** The variable with the chosen namespaces, and the label that names one. */
export const NAMESPACE = 'namespace';

/** Labels that name a workload beside its cluster. */
export const WORKLOAD = [NAMESPACE, 'workload', 'workload_type'] as const;

/** Selects what is recorded of the chosen namespaces. */
export const ofNamespaces = (context: Context, metric: string, ...matchers: readonly string[]) =>
  chosen(context, metric, `${NAMESPACE}=~"$${NAMESPACE}"`, ...matchers);

/** The sum of something in each chosen namespace. */
export const byNamespace = (context: Context, metric: string, ...matchers: readonly string[]) =>
  grouped(context, 'sum', ofNamespaces(context, metric, ...matchers), NAMESPACE);

/** Alerts that fire about a namespace; all being chosen, those about none are not among them. */
export const alertsOfNamespaces = (context: Context, alerts: string) =>
  ofNamespaces(context, alerts, `${NAMESPACE}!=""`);

/** This dashboard, of one namespace. */
export const toNamespace = ({ clusterLabel }: Context): Link => ({
  title: 'This namespace alone',
  dashboard: 'promfleet-workloads',
  variables: { cluster: clusterLabel, [NAMESPACE]: NAMESPACE },
});

/** Columns that say of which namespace a line is. */
export const namespaceKeys = (context: Context): readonly Key[] => [
  {
    label: context.clusterLabel,
    title: 'Cluster',
    link: {
      title: 'This cluster',
      dashboard: 'promfleet-cluster',
      variables: { cluster: context.clusterLabel },
    },
  },
  { label: NAMESPACE, title: 'Namespace', link: toNamespace(context) },
];
