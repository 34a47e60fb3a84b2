import { copied, type Fields, isFields, listAt, textAt } from './json';
import { ApiError, badRequest } from './status';

/**
 * A patch that is not applied server-side, to an object.
 *
 * A strategic merge patch is taken for a merge patch: lists are replaced.
 *
 * @throws {ApiError} 415 for other types.
 */
export function patched(object: Fields, type: string, patch: unknown): Fields {
  if (type === 'application/json-patch+json') {
    const operations = listAt({ patch }, 'patch');
    return operations.reduce((current: Fields, operation) => step(current, operation), object);
  }
  if (!['application/merge-patch+json', 'application/strategic-merge-patch+json'].includes(type)) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml`,
    );
  }
  if (!isFields(patch)) throw badRequest('the patch is not an object');
  return mergePatch(object, patch);
}

function mergePatch(target: Fields, patch: Fields): Fields {
  const result: Fields = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const inner = result[key];
    if (value === null) delete result[key];
    else result[key] = isFields(value) ? mergePatch(isFields(inner) ? inner : {}, value) : value;
  }
  return result;
}

function step(object: Fields, operation: unknown): Fields {
  const copy = copied(object);
  const path = (textAt(operation, 'path') ?? '').split('/').slice(1);
  const keys = path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  let parent: unknown = copy;
  for (const key of keys) {
    parent = isFields(parent)
      ? parent[key]
      : Array.isArray(parent)
        ? parent[Number(key)]
        : undefined;
  }
  const kind = textAt(operation, 'op');
  const value = isFields(operation) ? operation.value : undefined;
  if (!isFields(parent) && !Array.isArray(parent)) {
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request`,
    );
  }
  if (kind !== 'add' && kind !== 'replace' && kind !== 'remove') {
    throw badRequest(`unknown operation: ${kind}`);
  }
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    const replaced = kind === 'add' ? 0 : 1;
    parent.splice(index, replaced, ...(kind === 'remove' ? [] : [value]));
  } else if (kind === 'remove') delete parent[last];
  else parent[last] = value;
  return copy;
}
