import { MEMBER_ALERTS } from '../../inventory/alerts/member';
import type { Hub } from '../../model/types';
import { ALERTS_OF_MEMBERS, BY_FEDERATED_RULES } from '../relabel/federated-rules';
import type { HubAlert } from './hub-alert';
import { MEMBER_GROUPS } from './member';
import { alert, type Rule, runbook } from './rule';

/** Alerts go on for as long as a member may be out of sight: FederationDown tells of that. */
const OUT_OF_SIGHT = '10m';

/**
 * The members' alerts as alerts of the hub, under the names that they have there: who is told by the
 * hub is told by nobody else. How long and how urgent is the member's to say, about itself.
 */
export function relayedAlerts({ clusterLabel }: Hub): Rule[] {
  return MEMBER_GROUPS.flatMap(({ alerts = [] }) =>
    alerts.map(({ name, summary, description }) => ({
      alert: name,
      expr: firing(clusterLabel, `alertname="${name}"`),
      keep_firing_for: OUT_OF_SIGHT,
      annotations: {
        summary: `{{ $labels.${clusterLabel} }}: ${summary}`,
        description,
        runbook_url: runbook(name),
      },
    })),
  );
}

/**
 * Alerts of rules that users wrote for members, which have names of their own. Labels that this one
 * sets are left out before: alerts that differ in nothing else would be one twice, for which the rule
 * would fail, and with it the alerts of every other member.
 */
export function otherAlerts({ clusterLabel }: Hub, member: string): HubAlert {
  const ours = Object.keys(MEMBER_ALERTS).join('|');
  return {
    ...alert(
      'MemberAlert',
      'warning',
      `label_replace(${firing(clusterLabel, `alertname!~"${ours}"`, 'severity', 'alert')}, "alert", "$1", "alertname", "(.+)")`,
      '0s',
      `${member}: {{ $labels.alert }}`,
      `The alert {{ $labels.alert }} fires in ${member}, by a rule of its own that is labelled to be federated.`,
    ),
    keepFiringFor: OUT_OF_SIGHT,
  };
}

/**
 * Of members' rules alone. A target whose job is federated whole can expose an `ALERTS` of its own, but
 * not the label; a hub that this one federates speaks for no cluster.
 */
function firing(clusterLabel: string, matcher: string, ...less: readonly string[]): string {
  const alerts = `${ALERTS_OF_MEMBERS}{${matcher}, alertstate="firing", ${BY_FEDERATED_RULES}, ${clusterLabel}!=""}`;
  return `max without (${['alertstate', ...less].join(', ')}) (${alerts})`;
}
