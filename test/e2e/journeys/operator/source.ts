import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { moduleDirectory } from '../../local';
import type { PolicyRule } from './accounts';

/** What the Prometheus Operator's Go module has beside the program. */
export interface OperatorSource {
  /** Files with the definitions of the kinds that it has to know. */
  readonly definitions: readonly string[];
  /** What the operator may do. */
  readonly operatorRules: readonly PolicyRule[];
  /** What a Prometheus of its may do. */
  readonly prometheusRules: readonly PolicyRule[];
}

/** Alertmanagers, agents and scrape configs it does without. */
const KINDS = ['prometheuses', 'prometheusrules', 'servicemonitors', 'podmonitors', 'probes'];

/** Reads it from the very version that is built. */
export async function operatorSource(): Promise<OperatorSource> {
  const module = 'github.com/prometheus-operator/prometheus-operator';
  const examples = path.join(await moduleDirectory('prometheus-operator', module), 'example');
  const definition = (kind: string) =>
    path.join(examples, 'prometheus-operator-crd', `monitoring.coreos.com_${kind}.yaml`);
  const rules = (file: string): PolicyRule[] =>
    parse(fs.readFileSync(path.join(examples, 'rbac', file), 'utf8')).rules;
  return {
    definitions: KINDS.map(definition),
    operatorRules: rules('prometheus-operator/prometheus-operator-cluster-role.yaml'),
    prometheusRules: rules('prometheus/prometheus-cluster-role.yaml'),
  };
}
