import { z } from 'zod';
import type { Asked, Part } from './asked';

const storageClass = z.object({
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});

/** The annotation, and what it was called before. */
const IS_DEFAULT = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/**
 * Whether there is a StorageClass for claims that name none.
 *
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 *
 * @throws ClusterFailure if StorageClasses may not be listed
 */
export async function defaultStorageClass(asked: Asked): Promise<Part> {
  const path = '/apis/storage.k8s.io/v1/storageclasses?limit=100';
  const classes = await asked.list(path, storageClass);
  const found = classes.find(({ metadata: { annotations } }) =>
    IS_DEFAULT.some((key) => annotations[key] === 'true'),
  );
  if (found) {
    const reasons = [`StorageClass ${found.metadata.name} is the default`];
    return { defaultStorageClass: { value: true, reasons } };
  }
  const names = classes.map(({ metadata }) => metadata.name).slice(0, 3);
  const reason =
    names.length > 0
      ? `none of its StorageClasses (${names.join(', ')}) is marked as the default`
      : 'there is no StorageClass';
  return { defaultStorageClass: { value: false, reasons: [reason] } };
}
