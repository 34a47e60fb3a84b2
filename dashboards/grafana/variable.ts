import {
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Variable } from '../types';
import { dataSource } from './data-source';

/** Grafana's number for `label_values(…)` among the kinds of queries of variables. */
const LABEL_VALUES = 1;

/** Chosen: everything. */
const ALL = { text: ['All'], value: ['$__all'] };

/**
 * A variable with the values of a label, asked again when other times are looked at. "All" is one
 * regular expression: the names of all members of a large fleet would be longer than a request may be.
 */
export function variable({ name, label, series, values, several }: Variable) {
  const query = `label_values(${series}, ${values})`;
  const built = new QueryVariableBuilder(name)
    .label(label)
    .datasource(dataSource())
    .definition(query)
    .query({ query, qryType: LABEL_VALUES, refId: `${name}-values` })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc)
    .multi(several)
    .includeAll(several);
  return several ? built.allValue('.+').current(ALL) : built;
}
