import { FEDERATION_JOBS } from './components/federation';
import { HUB_PROMETHEUS } from './components/prometheus';
import { objectName } from './workload';

/**
 * ConfigMaps that the federation jobs are spread over.
 *
 * 10,000 jobs of 1.7 KB then fill each to about half of the 1 MiB that Kubernetes allows.
 */
const CONFIG_MAPS = 32;

/**
 * The ConfigMap that holds a cluster's federation job.
 *
 * It follows from the cluster's name alone (FNV-1a), so that a member that joins or leaves
 * moves no other.
 */
export function federationConfigMap(cluster: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(cluster)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  // FNV's low bits mix worst in short names: fold the high ones in.
  const slot = (((hash >>> 16) ^ hash) >>> 0) % CONFIG_MAPS;
  const name = objectName(FEDERATION_JOBS.component, HUB_PROMETHEUS.release);
  return `${name}-${String(slot).padStart(2, '0')}`;
}
