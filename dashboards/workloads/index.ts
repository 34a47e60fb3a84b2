import { chosen } from '../promql';
import type { Context, Dashboard, Variable } from '../types';
import { clusters } from '../variables';
import { bounds } from './bounds';
import { namespaces } from './namespaces';
import { network } from './network';
import { NAMESPACE } from './of-namespaces';
import { pods } from './pods';
import { PODS } from './series';
import { summary } from './summary';
import { usage } from './usage';
import { workloadTable } from './workload-table';

/** What runs in the chosen clusters: by namespace, and by workload. */
export const workloads = (context: Context): Dashboard => ({
  uid: 'promfleet-workloads',
  title: 'Workloads',
  description: 'Which workloads are not as they should be, and what do they take?',
  variables: [clusters(context), namespacesOf(context)],
  rows: [summary, namespaces, pods, usage, bounds, network, workloadTable].map((make) =>
    make(context),
  ),
});

const namespacesOf = (context: Context): Variable => ({
  name: NAMESPACE,
  label: 'Namespace',
  series: chosen(context, PODS),
  values: NAMESPACE,
  several: true,
});
