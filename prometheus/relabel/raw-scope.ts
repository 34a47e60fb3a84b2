import { RAW } from '../../model/components/drill-down';
import type { RelabelConfig } from '../types';
import { escaped } from './forced-label';

/**
 * Takes the external label from what is federated by which a member knows that it is asked for raw
 * series: what the hub has itself would else be an answer to such a query as well, beside the
 * member's. Other values are the series's own: the API server's requests have a label of this name.
 */
export function notRaw(): RelabelConfig {
  const { label, value } = RAW;
  return { source_labels: [label], regex: escaped(value), target_label: label, replacement: '' };
}
