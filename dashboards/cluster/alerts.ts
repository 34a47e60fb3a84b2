import { leadingTo } from '../leading-to';
import { alertColumns } from '../members/alerts';
import type { Members } from '../members/select';
import type { TablePanel } from '../types';

/** What fires, by what it is about. */
export const alertTable = (members: Members): TablePanel => ({
  kind: 'table',
  title: 'Firing now',
  description:
    'Each alert on this cluster by namespace and node, where it is about one, the most urgent first, and how long the one that is oldest has held. What the cluster raised goes on for 10 minutes after it was last heard of.',
  width: 24,
  height: 8,
  empty: 'No alert fires in this cluster',
  keys: [
    {
      label: 'alertname',
      title: 'Alert',
      link: leadingTo(members.label, 'promfleet-alerts', 'Alerts of this cluster'),
    },
    { label: 'namespace', title: 'Namespace' },
    { label: 'node', title: 'Node' },
  ],
  columns: alertColumns(members, ['alertname', 'namespace', 'node']),
  sortBy: 'Severity',
});
