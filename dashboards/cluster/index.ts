import { oneMember } from '../members/select';
import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { alertTable } from './alerts';
import { capacityOf } from './capacity';
import { controlPlane } from './control-plane';
import { namespaceTable } from './namespaces';
import { nodeTable } from './nodes';
import { raw } from './raw';
import { stateOf } from './state';
import { volumes } from './volumes';

/** One cluster, from its state to its volumes. */
export function cluster(context: Context): Dashboard {
  const member = oneMember(context);
  return {
    uid: 'promfleet-cluster',
    title: 'Cluster',
    description: 'What is wrong in this cluster, and what is about to be?',
    variables: [{ ...clusters(context), several: false }],
    rows: [
      { title: 'State', panels: stateOf(member) },
      { title: 'Alerts', panels: [alertTable(member)] },
      { title: 'Capacity', panels: capacityOf(member) },
      { title: 'Control plane', panels: controlPlane(member) },
      { title: 'Nodes', panels: [nodeTable(member)] },
      { title: 'Workloads', panels: [namespaceTable(member)] },
      { title: 'Volumes', panels: volumes(member) },
      ...(context.drillDown
        ? [{ title: 'Raw, from the member itself', panels: raw(member), collapsed: true }]
        : []),
    ],
  };
}
