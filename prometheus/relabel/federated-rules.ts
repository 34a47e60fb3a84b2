import type { RelabelConfig } from '../types';

/** Label of a rule in a member whose result the hub is to have; it means nothing to who is told. */
export const FEDERATED_LABEL = 'promfleet';

export const FEDERATE = 'federate';

/** Name at the hub of the alerts that members raise: `ALERTS` there is the hub's own. */
export const ALERTS_OF_MEMBERS = 'alerts_of_members';

/** Labels of a rule in a member whose result the hub is to have; users write them, too. */
export const FEDERATED_LABELS = { [FEDERATED_LABEL]: FEDERATE };

/** Matches what rules with these labels gave. */
export const BY_FEDERATED_RULES = `${FEDERATED_LABEL}="${FEDERATE}"`;

/** Selects what rules with these labels gave: recorded series, and alerts that fire. */
export const FEDERATED_RULES = `{${BY_FEDERATED_RULES}, alertstate!="pending", __name__!="ALERTS_FOR_STATE"}`;

/**
 * Takes the label from what targets expose: it would bring series to the hub that no rule made, as
 * many as a tenant likes.
 */
export function withoutFederatedLabel(): RelabelConfig {
  return { regex: FEDERATED_LABEL, action: 'labeldrop' };
}

/**
 * Takes from a member's alerts the type and unit of the metric that they are about: they would be labels
 * of what people are told, and the alert another one where a metric changes its type.
 */
export function untypedAlerts(): RelabelConfig[] {
  return ['__type__', '__unit__'].map((target_label) => ({
    source_labels: ['__name__'],
    regex: ALERTS_OF_MEMBERS,
    target_label,
    replacement: '',
  }));
}

/**
 * Gives a member's alerts a name of their own, so that none passes for the hub's, and drops since
 * when they are pending: the hub restores its own alerts from series of that name.
 */
export function alertsOfMembers(): RelabelConfig[] {
  return [
    { source_labels: ['__name__'], regex: 'ALERTS_FOR_STATE', action: 'drop' },
    {
      source_labels: ['__name__'],
      regex: 'ALERTS',
      target_label: '__name__',
      replacement: ALERTS_OF_MEMBERS,
    },
  ];
}
