import { leadingTo } from '../leading-to';
import type { Members } from '../members/select';
import { notAlwaysUp, STATE_LEVELS, STATE_WORDS, STATES_EXPLAINED, state } from '../members/state';
import type { HistoryPanel } from '../types';

/** When which cluster was out of sight. */
export const history = (members: Members): HistoryPanel => ({
  kind: 'history',
  title: 'Clusters that were not always up',
  description: `What the hub saw of each cluster that failed to answer at some time, or that it does not see now. ${STATES_EXPLAINED} Several that go at one time share a cause: a network, a provider, the hub.`,
  width: 24,
  height: 7,
  empty: 'Every cluster answered all of the time',
  unit: 'number',
  words: STATE_WORDS,
  levels: STATE_LEVELS,
  query: {
    expr: `(${state(members)}) and on (${members.label}) (${notAlwaysUp(members)})`,
    legend: `{{${members.label}}}`,
  },
  link: leadingTo(members.label, 'promfleet-federation', 'Requests to this cluster'),
});
