import { hash } from 'node:crypto';
import type { Component } from './components/component';
import { FEDERATION_JOBS, INVENTORY } from './components/federation';
import { objectName } from './workload';

/**
 * ConfigMaps that the federation jobs are spread over, and as many for the inventory.
 *
 * 10,000 jobs of 1.7 KB then fill each to about half of the 1 MiB that Kubernetes allows.
 */
export const CONFIG_MAPS = 32;

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

/**
 * One of so many ConfigMaps of a component, by the first 8 hex digits of the SHA-256 of a cluster's
 * name.
 *
 * A Helm chart has to come to the same one, so it is a hash that Helm has (`sha256sum`).
 */
function spread({ component }: Component, cluster: string, release: string): string {
  const slot = Number.parseInt(hash('sha256', cluster).slice(0, 8), 16) % CONFIG_MAPS;
  return `${objectName(component, release)}-${String(slot).padStart(2, '0')}`;
}
