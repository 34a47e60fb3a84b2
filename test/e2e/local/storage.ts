import * as fs from 'node:fs';
import * as path from 'node:path';
import { apply } from './api';
import type { Cluster } from './plan';

const CLASS = 'local';
const VOLUMES = 12;

/**
 * A default StorageClass with a few volumes that are directories on the node.
 *
 * `local` volumes, because with them the kubelet honours `fsGroup`, as it does for the disks of
 * a cloud; with `hostPath` it would not, and a wrong security context would go unnoticed.
 */
export async function createStorage(cluster: Cluster): Promise<void> {
  await apply(cluster, `/apis/storage.k8s.io/v1/storageclasses/${CLASS}`, {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: CLASS,
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
    // Nothing grows, the volumes are larger than any claim; but claims may ask for more.
    allowVolumeExpansion: true,
  });
  for (let number = 1; number <= VOLUMES; number++) {
    const dir = path.join(cluster.dir, 'volumes', String(number));
    fs.mkdirSync(dir, { recursive: true });
    await apply(cluster, `/api/v1/persistentvolumes/local-${number}`, volume(cluster, number, dir));
  }
}

function volume(cluster: Cluster, number: number, dir: string): object {
  const key = 'kubernetes.io/hostname';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `local-${number}` },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: CLASS,
      local: { path: dir },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key, operator: 'In', values: [cluster.nodeName] }] },
          ],
        },
      },
    },
  };
}
