import { leadingTo } from '../leading-to';
import { alertColumns, firing } from '../members/alerts';
import type { Members } from '../members/select';
import { SEVERITY_HEALTH } from '../severity';
import type { Panel } from '../types';

/** What fires now, and how that came about. */
export const alertPanels = (members: Members): Panel[] => [
  {
    kind: 'table',
    title: 'Firing now',
    description:
      'Each alert by cluster, the most urgent first, and how long the one that is oldest has held. What a cluster raised goes on for 10 minutes after it was last heard of.',
    width: 14,
    height: 10,
    empty: 'No alert fires in any cluster',
    keys: [
      {
        label: members.label,
        title: 'Cluster',
        link: leadingTo(members.label, 'promfleet-cluster', 'Look at this cluster'),
      },
      {
        label: 'alertname',
        title: 'Alert',
        link: leadingTo(members.label, 'promfleet-alerts', 'All alerts of this cluster'),
      },
    ],
    columns: alertColumns(members, [members.label, 'alertname']),
    sortBy: 'Severity',
  },
  {
    kind: 'timeSeries',
    title: 'Alerts over time',
    description:
      'Critical alerts and warnings that fired. A step in many clusters at once has one cause: look for what they share.',
    width: 10,
    height: 10,
    empty: 'No critical alert and no warning fired',
    unit: 'number',
    stacked: true,
    health: SEVERITY_HEALTH,
    queries: [
      {
        expr: `count by (severity) (${firing(members, 'severity=~"critical|warning"')})`,
        legend: '{{severity}}',
      },
    ],
  },
];
