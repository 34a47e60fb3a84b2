import type { Detail } from '../../../model/detail';
import { FEDERATED_LABELS } from '../../relabel/federated-rules';
import type { RuleFile } from '../../types';

/**
 * Rules that record raw series for the hub while a critical alert fires in the member, under names of
 * their own; nothing otherwise.
 */
export function detailGroups(detail: readonly Detail[]): RuleFile['groups'] {
  if (detail.length === 0) return [];
  return [
    {
      name: 'promfleet-detail',
      rules: detail.map((one) => ({
        record: detailRecord(one),
        // Alerts hold no labels of the series: any that fires will do.
        expr: `${one.selector} and on () ALERTS{alertstate="firing", severity="critical"}`,
        labels: FEDERATED_LABELS,
      })),
    },
  ];
}

/** The name of what is recorded. */
export const detailRecord = ({ metric }: Detail) => `detail:${metric}`;
