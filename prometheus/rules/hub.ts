import type { Hub } from '../../model/types';
import type { RuleFile } from '../types';
import { clockRules } from './clock';
import { federationRules } from './federation';
import { healthRules } from './hub-health';
import { clusterMissing } from './inventory';

/**
 * The hub's alerts about its members and itself, by the hub's own word: no member can raise or
 * silence one of another's.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function hubRules(hub: Hub): RuleFile {
  const member = `{{ $labels.${hub.clusterLabel} }}`;
  return {
    groups: [
      {
        name: 'promfleet-federation',
        rules: [
          clusterMissing(hub, member),
          ...federationRules(hub, member),
          ...clockRules(hub, member),
        ],
      },
      { name: 'promfleet-hub', rules: healthRules(hub) },
    ],
  };
}
