import { OWN_LABELS } from '../../model/labels';
import { fieldAt, isMapping } from '../../yaml/mapping';
import type { Answer, ApiConnection } from '../client/connection';
import { refusal } from '../client/failure';
import type { KubeObject } from '../client/resources';
import { textAt } from './field';

/** What the hub remembers of its members: it is what tells who has left. */
export interface Memory {
  /** Identity of the hub's cluster; absent where it is not for us to see. */
  readonly hubUid?: string;
  readonly members: ReadonlyMap<string, Remembered>;
}

/** A member as it was applied last. */
export interface Remembered {
  readonly kubeContext: string;
  /** Identity of its cluster. */
  readonly uid: string;
  /** Where the record of what was applied is. */
  readonly namespace: string;
}

/** Of a cluster: what stays as long as the cluster does, and no other has. */
export const IDENTITY_PATH = '/api/v1/namespaces/kube-system';

/** The identity in the answer to that path. */
export const identityIn = (body: unknown): string | undefined => textAt(body, 'metadata', 'uid');

/** Where a hub keeps it. */
export interface HubPlace {
  readonly namespace: string;
  readonly release: string;
}

/** Name of the ConfigMap. */
export const memoryName = ({ release }: HubPlace) => `${release}-applied-members`;

/** Members are not to wait longer for a hub that does not answer. */
const PATIENCE_MS = 5_000;

/**
 * Asks the hub what it remembers; empty where it is new.
 *
 * @throws ClusterFailure if it does not answer soon
 */
export async function recall(connection: ApiConnection, place: HubPlace): Promise<Memory> {
  const ask = (path: string) => connection.request({ path, timeoutMs: PATIENCE_MS });
  const path = `/api/v1/namespaces/${place.namespace}/configmaps/${memoryName(place)}`;
  const [identity, kept] = await Promise.all([ask(IDENTITY_PATH), ask(path)]);
  if (identity.status >= 300 && identity.status !== 403) throw refused(identity, IDENTITY_PATH);
  if (kept.status >= 300 && kept.status !== 404) throw refused(kept, path);
  const data = fieldAt(kept.body, 'data');
  return {
    hubUid: identityIn(identity.body),
    members: new Map(
      Object.entries(isMapping(data) ? data : {}).flatMap(([name, value]) => {
        const [, uid, namespace, kubeContext] = /^(\S+) (\S+) (.+)$/.exec(String(value)) ?? [];
        return uid && namespace && kubeContext
          ? [[name, { uid, namespace, kubeContext }] as const]
          : [];
      }),
    ),
  };
}

const refused = ({ status, body }: Answer, path: string) => refusal('GET', path, status, body);

/** The ConfigMap that the hub remembers its members by. */
export function memoryObject(place: HubPlace, members: Memory['members']): KubeObject {
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: memoryName(place),
      namespace: place.namespace,
      labels: { ...OWN_LABELS, 'app.kubernetes.io/component': 'applied-members' },
    },
    data: Object.fromEntries(
      sorted.map(([name, { uid, namespace, kubeContext }]) => [
        name,
        `${uid} ${namespace} ${kubeContext}`,
      ]),
    ),
  };
}
