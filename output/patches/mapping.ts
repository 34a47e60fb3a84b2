import { fieldAt, isMapping, type Mapping } from '../../yaml/mapping';

/** The mappings of a list at the end of a path; none if there is no list. */
export function mappingsAt(value: unknown, ...path: readonly string[]): Mapping[] {
  const list = fieldAt(value, ...path);
  return Array.isArray(list) ? list.filter(isMapping) : [];
}
