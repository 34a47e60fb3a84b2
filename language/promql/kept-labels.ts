import { checkGrouping } from './grouping';
import { matchersIn } from './selector';
import { only, type Part, parsePromql } from './tree';

/** Labels of the series of a metric; undefined where they are not known. */
export type LabelsOf = (metric: string) => readonly string[] | undefined;

/**
 * The labels that tell series of an expression's result apart, as far as what it aggregates by says
 * so; undefined where it keeps labels of metrics that are not known.
 *
 * @param expression - one that passed `checkPromql`
 */
export function keptLabels(expression: string, labelsOf: LabelsOf): readonly string[] | undefined {
  const [inner] = parsePromql(expression).children;
  return inner && kept(inner, labelsOf);
}

function kept(part: Part, labelsOf: LabelsOf): readonly string[] | undefined {
  switch (part.name) {
    case 'AggregateExpr':
      return aggregated(part, labelsOf);
    case 'BinaryExpr':
      return ofBoth(part, labelsOf);
    case 'FunctionCall':
      return called(part, labelsOf);
    case 'VectorSelector': {
      const name = matchersIn(part).find(({ name }) => name === '__name__');
      return name && labelsOf(name.value);
    }
    default:
      return operands(part)
        .map((inner) => kept(inner, labelsOf))
        .find((labels) => labels !== undefined);
  }
}

function aggregated(part: Part, labelsOf: LabelsOf): readonly string[] | undefined {
  // Some of the series, as they are.
  if (/^(topk|bottomk)$/i.test(only(part, 'AggregateOp')?.text ?? '')) {
    return argument(part, labelsOf);
  }
  const modifier = only(part, 'AggregateModifier');
  if (!modifier) return [];
  return only(modifier, 'By') ? checkGrouping(modifier) : undefined;
}

/** Of two vectors the left one's labels are kept, at most; of a number and a vector, the vector's. */
function ofBoth(part: Part, labelsOf: LabelsOf): readonly string[] | undefined {
  const [left, right] = operands(part);
  const scalar = left?.name === 'NumberDurationLiteral';
  const side = scalar ? right : left;
  return side && kept(side, labelsOf);
}

function called(part: Part, labelsOf: LabelsOf): readonly string[] | undefined {
  const labels = argument(part, labelsOf);
  const buckets = only(part, 'FunctionIdentifier')?.text === 'histogram_quantile';
  return buckets ? labels?.filter((label) => label !== 'le') : labels;
}

/** Labels of the first argument that has some. */
function argument(part: Part, labelsOf: LabelsOf): readonly string[] | undefined {
  const body = only(part, 'FunctionCallBody');
  return (body ? operands(body) : [])
    .map((inner) => kept(inner, labelsOf))
    .find((labels) => labels !== undefined);
}

const operands = ({ children }: Part) =>
  children.filter(({ name }) => /(Expr|Selector|Literal|Call)$/.test(name));
