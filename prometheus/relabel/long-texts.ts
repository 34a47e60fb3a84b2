import type { RelabelConfig } from '../types';

/**
 * Labels of kube-state-metrics whose values Kubernetes does not limit: whoever may create a pod, an
 * Ingress or a Lease makes them as long as he likes.
 */
const UNLIMITED = [
  'created_by_kind',
  'created_by_name',
  'image',
  'image_id',
  'image_spec',
  'lease_holder',
  'metric_name',
  'owner_kind',
  'owner_name',
  'path',
  'schedule',
  'scaletargetref_api_version',
  'scaletargetref_kind',
  'scaletargetref_name',
] as const;

/**
 * Drops series with a text that is longer than any honest one, before a limit of labels fails the
 * scrape of all. RE2 repeats 1,000 times at most.
 */
export function withoutLongTexts(): RelabelConfig {
  return { source_labels: UNLIMITED, regex: '.{1000}.*', action: 'drop' };
}
