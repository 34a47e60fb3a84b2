import { chosenMembers } from '../members/select';
import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { alertPanels } from './alerts';
import { capacity } from './capacity';
import { clusterTable } from './clusters';
import { history } from './history';
import { rollouts } from './rollouts';
import { saturation } from './saturation';
import { summary } from './summary';

/** The page on the wall. */
export function fleet(context: Context): Dashboard {
  const members = chosenMembers(context);
  return {
    uid: 'promfleet-fleet',
    title: 'Fleet',
    description: 'Which cluster is in trouble, and why?',
    variables: [clusters(context)],
    rows: [
      { title: 'At a glance', panels: summary(context, members) },
      { title: 'Clusters', panels: [clusterTable(members)] },
      { title: 'Alerts', panels: alertPanels(members) },
      { title: 'In sight', panels: [history(members)] },
      { title: 'Saturation', panels: saturation(members) },
      { title: 'Rollouts', panels: rollouts(members) },
      { title: 'Capacity', panels: capacity(members) },
    ],
  };
}
