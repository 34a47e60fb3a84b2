import { checkLabelKey, checkLabelValue } from './names';

/** One condition of a label selector. */
interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'missing';
  readonly values: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/**
 * Says what is wrong with a label selector as kubectl takes it, such as `app=grafana,tier!=edge`.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function checkLabelSelector(text: string): string | undefined {
  const requirements = parse(text);
  if (requirements === undefined) {
    return `not a label selector, found ${JSON.stringify(text)}, write one such as app.kubernetes.io/name=grafana,tier in (a, b)`;
  }
  return requirements
    .flatMap(({ key, values }) => [checkLabelKey(key), ...values.map(checkLabelValue)])
    .find((wrong) => wrong !== undefined);
}

/** Tells whether labels are what a right selector asks for. */
export function labelMatcher(text: string): (labels: Labels) => boolean {
  const requirements = parse(text) ?? [];
  return (labels) => requirements.every((requirement) => isMet(requirement, labels));
}

function isMet({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'missing':
      return value === undefined;
    case 'in':
      return value !== undefined && values.includes(value);
    default:
      return value === undefined || !values.includes(value);
  }
}

/** Commas part conditions, and the values of a set within its brackets. */
function parse(text: string): Requirement[] | undefined {
  const parts = text.split(/,(?![^(]*\))/).map((part) => requirement(part.trim()));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function requirement(text: string): Requirement | undefined {
  const [, not, alone] = /^(!?)\s*([^\s=!(),]+)$/.exec(text) ?? [];
  if (alone !== undefined) {
    return { key: alone, operator: not ? 'missing' : 'exists', values: [] };
  }
  const [, key = '', sign = '', value = ''] =
    /^([^\s=!(),]+)\s*(==?|!=)\s*([^\s=!(),]*)$/.exec(text) ?? [];
  if (key !== '') return { key, operator: sign === '!=' ? 'notin' : 'in', values: [value] };
  const [, of = '', word, set = ''] =
    /^([^\s=!(),]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text) ?? [];
  if (of === '') return undefined;
  const values = set.split(',').map((each) => each.trim());
  return { key: of, operator: word === 'in' ? 'in' : 'notin', values };
}
