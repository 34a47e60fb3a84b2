import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { MountedSecret, Workload } from '../model/types';
import {
  IntOrString,
  KubePodDisruptionBudget,
  type PersistentVolumeClaimTemplate,
  Quantity,
} from './k8s';
import { metadata } from './metadata';
import type { Mount } from './mount';

/** Lets whoever drains nodes take one pod of a workload at a time. */
export class DisruptionBudget extends Construct {
  /** The PodDisruptionBudget. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, workload: Workload) {
    super(scope, id);
    this.object = new KubePodDisruptionBudget(this, 'budget', {
      metadata: metadata(workload),
      spec: {
        maxUnavailable: IntOrString.fromNumber(1),
        selector: { matchLabels: workload.selector },
      },
    });
  }
}

/** The volume `data` of each pod of a StatefulSet; without a class the cluster's own is taken. */
export function dataClaim(
  storage: string,
  storageClass: string | undefined,
): PersistentVolumeClaimTemplate {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      resources: { requests: { storage: Quantity.fromString(storage) } },
    },
  };
}

/** A Secret as a directory. Optional, so that a missing one hurts what needs it and nothing else. */
export function secretMount({ name, volume }: MountedSecret, path: string): Mount {
  return {
    path,
    volume: { name: volume, secret: { secretName: name, optional: true, defaultMode: 0o400 } },
  };
}

/** How a container mounts read-only volumes. */
export const readOnlyMounts = (mounts: readonly Mount[]) =>
  mounts.map(({ volume, path }) => ({ name: volume.name, mountPath: path, readOnly: true }));
