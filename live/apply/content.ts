import { isDeepStrictEqual } from 'node:util';
import { LAST_APPLIED } from '../../output/size';
import { isMapping } from '../../yaml/mapping';
import type { KubeObject } from '../client/resources';

/** Metadata that the API server keeps for itself. */
const KEPT_BY_SERVER = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** An object without what the API server and controllers write into it. */
export function contentOf({ metadata, status: _, ...rest }: KubeObject): object {
  const own = Object.entries(metadata).filter(([key]) => !KEPT_BY_SERVER.includes(key));
  // What kubectl keeps of an object repeats everything, also what is secret.
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => key !== LAST_APPLIED,
  );
  const kept = own.filter(([key]) => key !== 'annotations');
  if (annotations.length > 0) kept.push(['annotations', Object.fromEntries(annotations)]);
  return { ...rest, metadata: Object.fromEntries(kept) };
}

/** Whether two versions of an object say the same; what a dry run gives keeps its version. */
export const sameContent = (before: KubeObject, after: KubeObject): boolean =>
  isDeepStrictEqual(contentOf(before), contentOf(after));

/** Whether a value has all that another one has: the API server fills in what nobody wrote. */
export function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((element, index) => contains(whole[index], element))
    );
  }
  if (!isMapping(part)) return isDeepStrictEqual(whole, part);
  return (
    isMapping(whole) && Object.entries(part).every(([key, value]) => contains(whole[key], value))
  );
}
