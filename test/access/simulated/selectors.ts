import { at, type KubeObject } from './json';
import { badRequest } from './status';

type Test = (object: KubeObject) => boolean;

/** What `labelSelector` and `fieldSelector` of a request select. */
export function selectorOf(query: URLSearchParams): Test {
  const byLabel = labelSelector(query.get('labelSelector'));
  const byField = fieldSelector(query.get('fieldSelector'));
  return (object) => byLabel(object) && byField(object);
}

/**
 * Labels as `labelSelector` asks for them: `a=b,c!=d,e in (f,g),h,!i`.
 *
 * @throws {ApiError} 400 where it is none.
 */
function labelSelector(text: string | null): Test {
  const parts = (text ?? '').split(/,(?![^(]*\))/).filter((part) => part.trim() !== '');
  const tests = parts.map(requirement);
  return ({ metadata: { labels = {} } }) => tests.every((test) => test(labels));
}

function requirement(part: string): (labels: Readonly<Record<string, string>>) => boolean {
  const set = /^\s*(\S+)\s+(in|notin)\s*\(([^)]*)\)\s*$/.exec(part);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (labels) => values.includes(labels[key] ?? '\u0000') === (operator === 'in');
  }
  const equal = /^\s*([^\s=!]+)\s*(==?|!=)\s*(\S*)\s*$/.exec(part);
  if (equal) {
    const [, key = '', operator, value] = equal;
    return (labels) => (labels[key] === value) === (operator !== '!=');
  }
  const present = /^\s*(!?)([^\s=!]+)\s*$/.exec(part);
  if (!present) throw badRequest(`unable to parse requirement: ${part}`);
  const [, not, key = ''] = present;
  return (labels) => key in labels === (not === '');
}

/** Fields as `fieldSelector` asks for them: `metadata.name=x,type!=y`. */
function fieldSelector(text: string | null): Test {
  const tests = (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part): Test => {
      const [, path = '', operator, value = ''] = /^([^=!]+)(==?|!=)(.*)$/.exec(part) ?? [];
      return (object) => ((at(object, ...path.split('.')) ?? '') === value) === (operator !== '!=');
    });
  return (object) => tests.every((test) => test(object));
}
