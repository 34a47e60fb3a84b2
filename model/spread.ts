import type { Component } from './components/component';
import { FEDERATION_JOBS, INVENTORY } from './components/federation';
import { objectName } from './workload';

/**
 * ConfigMaps that the federation jobs are spread over, and as many for the inventory.
 *
 * 10,000 jobs of 1.7 KB then fill each to about half of the 1 MiB that Kubernetes allows.
 */
const CONFIG_MAPS = 32;

/**
 * The ConfigMap that holds a cluster's federation job, of a hub's release.
 *
 * Which it is follows from the cluster's name alone, so that a member that joins or leaves moves no
 * other.
 */
export const federationConfigMap = (cluster: string, release: string) =>
  spread(FEDERATION_JOBS, cluster, release);

/** The ConfigMap that names a cluster as expected: another, so that both are never lost at once. */
export const inventoryConfigMap = (cluster: string, release: string) =>
  spread(INVENTORY, cluster, release);

/** One of so many ConfigMaps of a component, by the FNV-1a hash of a cluster's name. */
function spread({ component }: Component, cluster: string, release: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(cluster)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  // FNV's low bits mix worst in short names: fold the high ones in.
  const slot = (((hash >>> 16) ^ hash) >>> 0) % CONFIG_MAPS;
  return `${objectName(component, release)}-${String(slot).padStart(2, '0')}`;
}
