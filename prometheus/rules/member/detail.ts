import { selectorMatchers } from '../../../language/vector-selector';
import { FEDERATED_LABELS } from '../../relabel/federated-rules';
import type { RuleFile } from '../../types';

/**
 * Rules that record raw series for the hub while a critical alert fires in the member, under names of
 * their own; nothing otherwise.
 *
 * @param detail - selectors with the name of a metric
 */
export function detailGroups(detail: readonly string[]): RuleFile['groups'] {
  if (detail.length === 0) return [];
  return [
    {
      name: 'promfleet-detail',
      rules: detail.map((selector) => ({
        record: detailRecord(selector),
        // Alerts hold no labels of the series: any that fires will do.
        expr: `${selector} and on () ALERTS{alertstate="firing", severity="critical"}`,
        labels: FEDERATED_LABELS,
      })),
    },
  ];
}

/** The name of what is recorded for a selector. */
export function detailRecord(selector: string): string {
  const named = selectorMatchers(selector).find(
    ({ name, op }) => name === '__name__' && op === '=',
  );
  return `detail:${named?.value ?? ''}`;
}
