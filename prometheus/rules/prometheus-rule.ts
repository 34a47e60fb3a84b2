import type { Labels } from '../../model/types';
import type { RuleFile } from '../types';

/**
 * A rules file as an object of the Prometheus Operator, which reads the same groups.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 *
 * @param metadata - with the labels that the `ruleSelector` of the `Prometheus` asks for
 */
export function prometheusRule(
  { name, namespace, labels }: PrometheusRule['metadata'],
  rules: RuleFile,
): PrometheusRule {
  const chosen = labels && Object.keys(labels).length > 0 ? { labels } : {};
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, namespace, ...chosen },
    spec: rules,
  };
}

/** Rules as the Prometheus Operator takes them. */
interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Labels;
  };
  readonly spec: RuleFile;
}
