import { z } from 'zod';
import { OWN_LABELS } from '../../model/labels';
import type { Fleet, Hub } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { type KubeObject, Resources } from '../client/resources';
import { shaped } from '../client/shaped';
import { until } from '../client/until';
import { PULL, PUSH, sourceName } from './deliver/external-secret';
import type { HubSecrets } from './deliver/hub-secrets';
import { handshake } from './handshake';
import { type Known, known } from './known';
import { type Failed, failed, type Planned } from './outcome';
import { connectionOf, hubsWay, kubectlsWay, type Place } from './place';

export interface RevokeOptions {
  readonly fleet: Fleet;
  readonly kubeconfig: Kubeconfig;
  readonly secrets: HubSecrets;
  /** Milliseconds until a credential has to be refused. */
  readonly timeoutMs: number;
  /** Whether it is only said what would be done. */
  readonly dryRun: boolean;
}

export type Revocation = Revoked | Planned | NotRevoked;

/** A cluster whose credential is worth nothing any more. */
export interface Revoked {
  readonly cluster: string;
  readonly ok: true;
  readonly action: 'revoked';
  /** What was removed, for people. */
  readonly removed: readonly string[];
  /** Status that the old credential now gets; absent where the hub did not have it. */
  readonly refused?: number;
}

/** It may be worth something still. */
export interface NotRevoked extends Failed {
  /** Whether the hub has it no more. @default - it may */
  readonly forgotten?: true;
}

/**
 * Ends what a cluster's credential is good for: the RoleBinding and the token on the member, the keys
 * at the hub. Then the old credential is shown to be refused.
 */
export async function revoke(cluster: string, options: RevokeOptions): Promise<Revocation> {
  try {
    return await revokeKnown(cluster, options);
  } catch (error) {
    return failed(cluster, error);
  }
}

async function revokeKnown(cluster: string, options: RevokeOptions): Promise<Revocation> {
  const { fleet, kubeconfig, secrets } = options;
  const member = fleet.members.find(({ name }) => name === cluster);
  const found = await known(cluster, fleet.hub, member, secrets);
  if (!found) {
    const message =
      'nothing is known of it, found neither an entry of the fleet file nor an annotation of a Secret at the hub, delete the RoleBinding of the reader on that cluster by hand';
    throw new ClusterFailure('not-found', message);
  }
  if (options.dryRun) {
    const plan = `would lose the RoleBinding ${found.roleBinding}, and its keys in ${found.secrets.join(', ') || 'no Secret'} of the hub`;
    return { cluster, ok: true, action: 'planned', plan };
  }
  // The hub forgets it even if the cluster is gone for good.
  const outcome = await revokeThere(found, kubeconfig, options.timeoutMs).catch(
    (error: unknown) => ({
      error,
    }),
  );
  const forgotten = await forget(found, fleet.hub, secrets);
  if (!('error' in outcome)) {
    return {
      cluster,
      ok: true,
      action: 'revoked',
      ...outcome,
      removed: [...outcome.removed, ...forgotten],
    };
  }
  if (!(outcome.error instanceof ClusterFailure)) throw outcome.error;
  const { reason, message } = outcome.error;
  const todo = `delete the RoleBinding ${found.roleBinding} there, or revoke again`;
  const why = new ClusterFailure(reason, `the hub has forgotten it, but ${message}; ${todo}`);
  return { ...failed(cluster, why), forgotten: true };
}

/** Takes the right away on the member, and shows that it is gone. */
async function revokeThere(found: Known, kubeconfig: Kubeconfig, timeoutMs: number) {
  const connection = kubeconfig.connection(found.kubeContext);
  try {
    const resources = new Resources(connection);
    const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', found.roleBinding);
    const proxy = await proxyPath(found, connection);
    const removed = (await deleteOurs(binding, resources))
      ? [`RoleBinding ${found.roleBinding}`]
      : [];
    if (found.tokenSecret) {
      const token = object('v1', 'Secret', found.tokenSecret);
      if (await deleteOurs(token, resources)) removed.push(`Secret ${found.tokenSecret}`);
    }
    if (!found.contents || proxy === undefined) return { removed };
    return { removed, refused: await refusedNow(found, proxy, kubeconfig, timeoutMs) };
  } finally {
    connection.close();
  }
}

const role = z.object({
  rules: z.array(z.object({ resourceNames: z.array(z.string()).optional() })).nullish(),
});

/**
 * Deletes what promfleet made. Of a cluster that has left the fleet file an annotation says what that
 * is, and whoever may write to a Secret of the hub could have named anything there.
 */
async function deleteOurs(named: KubeObject, resources: Resources): Promise<boolean> {
  const there = await resources.read(named);
  if (!there) return false;
  const labels = Object.entries(OWN_LABELS);
  if (labels.every(([key, value]) => there.metadata.labels?.[key] === value)) {
    return resources.delete(there);
  }
  const { namespace, name } = named.metadata;
  const missing = labels.map(([key, value]) => `${key}: ${value}`).join(' and ');
  const message = `the ${named.kind} ${namespace}/${name} is not promfleet's, found it without ${missing}`;
  throw new ClusterFailure('conflict', message);
}

/** The path of what the reader's Role is about, below the server's own; undefined without a Role. */
async function proxyPath(found: Known, connection: ApiConnection): Promise<string | undefined> {
  const [namespace = '', name = ''] = found.roleBinding.split('/');
  const service = found.member?.reader.resourceName;
  const proxy = (resource: string) => `/api/v1/namespaces/${namespace}/services/${resource}/proxy/`;
  if (service) return proxy(service);
  const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/roles/${name}`;
  const { status, body } = await connection.request({ path });
  if (status >= 300) return undefined;
  const { rules } = shaped(role, path, body);
  const resource = (rules ?? []).flatMap(({ resourceNames = [] }) => resourceNames)[0];
  return resource && proxy(resource);
}

/** @throws ClusterFailure if the old credential is still good for something */
async function refusedNow(
  { contents = {}, member, kubeContext }: Known,
  path: string,
  kubeconfig: Kubeconfig,
  timeoutMs: number,
): Promise<number> {
  const context = kubeconfig.contexts.find(({ name }) => name === kubeContext);
  const skipVerify = member?.job.insecureSkipVerify ?? context?.insecureSkipVerify ?? false;
  const place = await reachable(
    [...(member ? [hubsWay(member)] : []), ...(context ? [kubectlsWay(context)] : [])],
    contents.ca,
    skipVerify,
  );
  const connection = connectionOf(place, contents, skipVerify);
  try {
    let status = 0;
    const refused = await until({ timeoutMs }, async () => {
      ({ status } = await connection.request({ path }));
      return status === 401 || status === 403 ? status : undefined;
    });
    if (refused !== undefined) return refused;
    const message = `the old credential is still accepted, found ${status} after ${timeoutMs / 1000} s, look for other bindings of its user`;
    throw new ClusterFailure('refused', message);
  } finally {
    connection.close();
  }
}

async function reachable(
  places: readonly Place[],
  ca: string | undefined,
  skipVerify: boolean,
): Promise<Place> {
  for (const place of places) {
    const shaken = await handshake(place, ca);
    if (shaken.verified || (skipVerify && shaken.answered)) return place;
  }
  const tried = places.map(({ server }) => server).join(' and ');
  const message = `it cannot be shown that the old credential is refused, found no way to ${tried}`;
  throw new ClusterFailure('unreachable', message);
}

/** Removes a cluster's keys at the hub, and what brings them there by way of a store. */
async function forget(
  { cluster, secrets: names, keys }: Known,
  { statestoreSecrets = [] }: Hub,
  secrets: HubSecrets,
): Promise<string[]> {
  const source = sourceName({ name: cluster });
  const removed: string[] = [];
  for (const kind of [PULL, PUSH]) {
    const metadata = { name: source, namespace: secrets.namespace };
    if (!(await secrets.resources.has(kind))) continue;
    if (await secrets.resources.delete({ ...kind, metadata }))
      removed.push(`${kind.kind} ${source}`);
  }
  const isBrought = removed.length > 0;
  for (const name of names) {
    const isOwn = !statestoreSecrets.some((shared) => shared.name === name);
    const had =
      isBrought && name !== source
        ? // The operator's, which leaves keys where it has merged them.
          await secrets.drop(name, keys)
        : await secrets.forget(cluster, name, keys, isOwn);
    if (had) removed.push(`its keys in Secret ${name} of the hub`);
  }
  return removed;
}

function object(apiVersion: string, kind: string, place: string): KubeObject {
  const [namespace = '', name = ''] = place.split('/');
  return { apiVersion, kind, metadata: { namespace, name } };
}
