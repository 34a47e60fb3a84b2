import { keptLabels } from '../../language/promql';

const RECORDED: Readonly<Record<string, readonly string[]>> = { 'node:cpu:count': ['node'] };
const labelsOf = (metric: string) => RECORDED[metric];

describe('the labels that tell results apart', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['sum(x)', []],
    ['sum by (node, phase) (rate(x[5m]))', ['node', 'phase']],
    ['sum(x) by (node)', ['node']],
    ['sum without (pod) (x)', undefined],
    ['x', undefined],
    ['node:cpu:count{job=""}', ['node']],
    ['1 - sum by (node) (x) / node:cpu:count', ['node']],
    ['(sum by (verb) (x) or 0 * y) / z > 0', ['verb']],
    ['max by (a) (x) and on () y', ['a']],
    ['histogram_quantile(0.99, sum by (node, le) (rate(x[5m])))', ['node']],
    ['label_replace(node:cpu:count, "a", "$1", "b", "(.*)")', ['node']],
    ['-(sum by (a) (x)) offset 5m', ['a']],
    ['max_over_time(node:cpu:count[1h])', ['node']],
    ['topk by (a) (3, node:cpu:count)', ['node']],
  ])('%s: %j', (expression, labels) => {
    expect(keptLabels(expression, labelsOf)).toEqual(labels);
  });
});
