import { OF_INVENTORY } from '../prometheus/relabel/federation-marker';
import { INFO } from '../prometheus/rules/inventory';
import { CLUSTER } from './promql';
import type { Context, Variable } from './types';

/** Members to choose from: those that the hub expects, there or not. */
export const clusters = ({ clusterLabel }: Context): Variable => ({
  name: CLUSTER,
  label: 'Cluster',
  series: `${INFO}${OF_INVENTORY}`,
  values: clusterLabel,
  several: true,
});
