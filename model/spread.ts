import { hash } from 'node:crypto';
import type { Component } from './components/component';
import { CREDENTIAL_ENDS, FEDERATION_JOBS, INVENTORY } from './components/federation';
import { objectName } from './workload';

/**
 * Buckets that members are spread over: each is a ConfigMap of federation jobs, one of the inventory
 * and, in a shared statestore, a Secret.
 *
 * 10,000 jobs of 1.7 KB then fill each ConfigMap to about half of the 1 MiB that Kubernetes allows.
 */
export const BUCKETS = 32;

/**
 * Buckets that the ends of credentials are spread over, a ConfigMap each. All are mounted, whoever is
 * in them, so that no pod is replaced for a member: few are enough, as 10,000 members fill each to
 * about half of the 1 MiB.
 */
const ENDS_BUCKETS = 8;

/**
 * The bucket of a cluster as two digits, by the first 8 hex digits of the SHA-256 of its name.
 *
 * It follows from the name alone, so that a member that joins or leaves moves no other. A Helm chart
 * has to come to the same one, so it is a hash that Helm has (`sha256sum`).
 */
export const bucket = (cluster: string, count = BUCKETS) =>
  digits(Number.parseInt(hash('sha256', cluster).slice(0, 8), 16) % count);

/** All buckets, in order. */
export const buckets = (count = BUCKETS) =>
  Array.from({ length: count }, (_, number) => digits(number));

/** The ConfigMap that holds the federation jobs of a bucket, of a hub's release. */
export const federationConfigMap = (number: string, release: string) =>
  configMap(FEDERATION_JOBS, number, release);

/** The ConfigMap that names the clusters of a bucket as expected: another, so that both are never lost at once. */
export const inventoryConfigMap = (number: string, release: string) =>
  configMap(INVENTORY, number, release);

/** The ConfigMaps that say when credentials end, in order. */
export const credentialEndsConfigMaps = (release: string) =>
  buckets(ENDS_BUCKETS).map((number) => configMap(CREDENTIAL_ENDS, number, release));

/** The one of them that a cluster is in. */
export const credentialEndsConfigMap = (cluster: string, release: string) =>
  configMap(CREDENTIAL_ENDS, bucket(cluster, ENDS_BUCKETS), release);

const digits = (number: number) => String(number).padStart(2, '0');

const configMap = ({ component }: Component, number: string, release: string) =>
  `${objectName(component, release)}-${number}`;
