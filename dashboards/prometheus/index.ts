import type { Context, Dashboard } from '../types';
import { clusters } from '../variables';
import { capacity } from './capacity';
import { cardinality } from './cardinality';
import { hub } from './hub';
import { members } from './members';
import { savings } from './savings';
import { sizes } from './sizes';
import { summary } from './summary';

/** What the monitoring of the fleet costs, and what requests cost that nobody uses. */
export const prometheus = (context: Context): Dashboard => ({
  uid: 'promfleet-prometheus',
  title: 'Prometheus and cost',
  description: 'What does monitoring cost, by what, and which requests could be given back?',
  variables: [clusters(context)],
  rows: [summary, members, cardinality, capacity, savings, sizes, hub].map((make) => make(context)),
});
