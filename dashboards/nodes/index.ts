import { chosen } from '../promql';
import type { Context, Dashboard, Variable } from '../types';
import { clusters } from '../variables';
import { certificates } from './certificates';
import { conditions } from './conditions';
import { disks } from './disks';
import { kubelets } from './kubelets';
import { network } from './network';
import { NODE } from './of-nodes';
import { CONDITION } from './series';
import { summary } from './summary';
import { table } from './table';
import { usage } from './usage';

/** Every node of the chosen clusters, those in trouble first. */
export const nodes = (context: Context): Dashboard => ({
  uid: 'promfleet-nodes',
  title: 'Nodes',
  description: 'Which nodes are in trouble, and what are they short of?',
  variables: [clusters(context), nodesOf(context)],
  rows: [summary, table, conditions, usage, disks, network, kubelets, certificates].map((make) =>
    make(context),
  ),
});

/** Nodes to choose from: as Kubernetes knows them, so that one that tells nothing is among them. */
const nodesOf = (context: Context): Variable => ({
  name: NODE,
  label: 'Node',
  series: chosen(context, CONDITION, 'condition="Ready"'),
  values: NODE,
  several: true,
});
