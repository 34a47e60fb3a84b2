import type { Pulling } from '../model/types';
import type { LocalObjectReference } from './k8s';

/** The Secrets a pod pulls its images with. */
export function pullSecrets({ imagePullSecrets }: Pulling): LocalObjectReference[] | undefined {
  return imagePullSecrets?.map((name) => ({ name }));
}
