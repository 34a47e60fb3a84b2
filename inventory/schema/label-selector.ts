import { z } from 'zod';
import { checkLabelValue } from '../../language/names';
import { text } from './formats';
import { labelKey } from './scalars';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** What is compared with how many values. */
interface Requirement {
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

/** Whether the values fit the operator, as Kubernetes checks it. */
export function valuesOfOperator(
  { operator, values }: Requirement,
  context: z.RefinementCtx,
): void {
  const wrong = checkValues(operator, values);
  const path = values === undefined ? ['operator'] : ['values'];
  if (wrong !== undefined) context.addIssue({ code: 'custom', path, message: wrong });
}

function checkValues(operator: string, values: readonly string[] | undefined) {
  const found = values === undefined ? 'none' : JSON.stringify(values);
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values?.length
        ? undefined
        : `${operator} compares with values, found ${found}, write some`;
    case 'Gt':
    case 'Lt':
      return values?.length === 1 && /^-?\d+$/.test(values[0] ?? '')
        ? undefined
        : `${operator} compares with one whole number, found ${found}, write one such as ["8"]`;
    default:
      return values?.length
        ? `${operator} compares with nothing, found ${found}, leave values out`
        : undefined;
  }
}

/** The value of a Kubernetes label. */
export const kubernetesLabelValue = (description: string) => text(checkLabelValue, description);

const requirement = z
  .strictObject({
    key: labelKey('Key of the label.'),
    operator: z.enum(OPERATORS).meta({ description: 'How the label is compared.' }),
    values: z
      .array(kubernetesLabelValue('Value of the label.'))
      .meta({ description: 'What In and NotIn compare with.' })
      .optional(),
  })
  .superRefine(valuesOfOperator);

/**
 * Which objects are meant, by their labels.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export const labelSelector = z
  .strictObject({
    matchLabels: z
      .record(labelKey('Key of a label.'), kubernetesLabelValue('Value of the label.'))
      .meta({ description: 'Labels that an object has to have, all of them.' })
      .optional(),
    matchExpressions: z
      .array(requirement)
      .meta({ description: 'What has to be true of its labels, all of it.' })
      .optional(),
  })
  .meta({ id: 'labelSelector', description: 'Which objects are meant, by their labels.' });

/**
 * A selector of `matchLabels` alone.
 *
 * @param empty - what is said of none: it selects everything, as leaving it out does
 */
export const selectorOf = (empty: string, description: string) =>
  z.strictObject({
    matchLabels: z
      .record(labelKey('Key of a label.'), kubernetesLabelValue('Value of the label.'))
      .refine((labels) => Object.keys(labels).length > 0, { message: empty })
      .meta({ description }),
  });
