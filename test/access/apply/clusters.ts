import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { type KubeObject, type ObjectRef, Resources } from '../../../live/client/resources';
import type { ApiServer } from '../../api-server/server';

/** A context, and the API server that it leads to. */
export type Contexts = Readonly<Record<string, ApiServer>>;

/**
 * Writes a kubeconfig of these contexts, each with the administrator of its server.
 *
 * @param as - contexts that ask as another user, by name
 */
export function writeContexts(
  path: string,
  contexts: Contexts,
  as: Readonly<Record<string, string>> = {},
): void {
  const parts = Object.entries(contexts).map(([name, { kubeconfig }]) => {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    return {
      cluster: { name, cluster: clusters[0].cluster },
      user: { name, user: { ...users[0].user, as: as[name] } },
      context: { name, context: { cluster: name, user: name } },
    };
  });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: parts.map(({ cluster }) => cluster),
    users: parts.map(({ user }) => user),
    contexts: parts.map(({ context }) => context),
  };
  // JSON is YAML too.
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
}

/** What stands on an API server. */
export class Cluster {
  readonly resources: Resources;

  constructor(readonly server: ApiServer) {
    this.resources = new Resources(server.connection);
  }

  /** All that promfleet labels as its own, by kind and name, with the version. */
  async versions(): Promise<Record<string, string>> {
    const kinds = KINDS.map(([apiVersion, kind]) => ({ apiVersion, kind }));
    const lists = await Promise.all(
      kinds.map((kind) => this.resources.list(kind, 'app.kubernetes.io/managed-by=promfleet')),
    );
    return Object.fromEntries(
      lists
        .flat()
        .map(({ kind, metadata: { namespace = '', name, uid, resourceVersion } }) => [
          `${kind} ${namespace}/${name}`,
          `${uid} ${resourceVersion}`,
        ]),
    );
  }

  /** Whether there is such an object. */
  async has(kind: string, name: string, namespace?: string): Promise<boolean> {
    return (await this.resources.read(ref(kind, name, namespace))) !== undefined;
  }

  /** An object that has to be there. */
  async read(kind: string, name: string, namespace?: string): Promise<KubeObject> {
    const found = await this.resources.read(ref(kind, name, namespace));
    assert.ok(found, `there is no ${kind} ${name}`);
    return found;
  }

  /** Applies as someone else. */
  async applyAs(manager: string, object: KubeObject): Promise<void> {
    const applied = await this.resources.apply(object, { manager, force: true });
    assert.ok('object' in applied);
  }
}

const KINDS = [
  ['v1', 'Namespace'],
  ['v1', 'ServiceAccount'],
  ['v1', 'Secret'],
  ['v1', 'ConfigMap'],
  ['v1', 'Service'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
] as const;

/** Which object that is. */
export function ref(kind: string, name: string, namespace?: string): ObjectRef {
  const [apiVersion = 'v1'] = KINDS.find(([, known]) => known === kind) ?? [];
  return { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } };
}
