import { type Diagnostic, warning } from '../diagnostics';
import type { Placed } from '../model/types';
import type { RenderedFile } from '../output/renderer';
import type { ObjectSize } from '../output/size';

/** Bytes that all annotations of an object may have together. */
export const MOST_ANNOTATIONS = 262_144;

/** Bytes that etcd takes at once, unless it is told otherwise (`--max-request-bytes`). */
export const MOST_ETCD = 1_572_864;

/**
 * Files of a projected volume, of which the API server compares each with every other: so many take
 * it 10 of the 34 seconds after which it gives up, measured with Kubernetes 1.34.
 */
export const MOST_FILES = 8_000;

/**
 * Objects that are too large for a way to apply them, or for Kubernetes to run them. What a construct
 * complains about is not written, however large it is.
 */
export const sizeWarnings = (
  files: readonly Pick<RenderedFile, 'sizes' | 'complaints'>[],
  { place }: Placed,
): Diagnostic[] =>
  files.flatMap(({ sizes, complaints }) =>
    (complaints.length > 0 ? [] : sizes).flatMap((size) => {
      const message = tooLarge(size);
      return message === undefined ? [] : [warning('object-too-large', place(), message)];
    }),
  );

function tooLarge({ object, annotations, revision, files }: ObjectSize): string | undefined {
  if (revision > MOST_ETCD) {
    return `no pod of it will start, as its revision is too large for etcd, found ${revision} bytes in ${object} where ${MOST_ETCD} are taken, split the fleet over several hubs`;
  }
  if (files > MOST_FILES) {
    return `the API server may take too long over it, found ${files} files of Secrets in ${object}, split the fleet over several hubs of ${MOST_FILES} at most`;
  }
  return annotations > MOST_ANNOTATIONS
    ? `too large for client-side apply, found ${annotations} bytes in ${object} where ${MOST_ANNOTATIONS} are taken, use kubectl apply --server-side, or ServerSideApply=true with Argo CD`
    : undefined;
}
