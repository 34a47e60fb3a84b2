import { z } from 'zod';
import { labelSelector, OWN_LABELS } from '../../../model/labels';
import type { ApiConnection } from '../../client/connection';
import { ClusterFailure, refusal } from '../../client/failure';
import { memberManager } from '../../client/field-manager';
import { type KubeObject, type ManagedFields, Resources } from '../../client/resources';
import { shaped } from '../../client/shaped';
import { ownedByOthers } from '../access';

/** A Secret of the hub as it is now. */
export interface HubSecret extends KubeObject {
  readonly type?: string;
  /** Base64. */
  readonly data?: Readonly<Record<string, string>>;
}

const hubSecret = z.custom<HubSecret>(
  (value) => secretShape.safeParse(value).success,
  'a Secret has a name, and texts in data',
);
const secretShape = z.object({
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});

const SECRET = { apiVersion: 'v1', kind: 'Secret' } as const;

/** What a Secret has under a key, as text. */
export function textIn(
  secret: Pick<HubSecret, 'data'> | undefined,
  key: string,
): string | undefined {
  const value = secret?.data?.[key];
  return value && Buffer.from(value, 'base64').toString();
}

/** What one member has in a Secret. */
export interface MemberPart {
  readonly cluster: string;
  readonly secret: string;
  /** Texts by the keys of the Secret. */
  readonly texts: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The Secrets of the hub's namespace. Each member has its keys there as a field manager of its own,
 * so that members can share one and none touches another's.
 */
export class HubSecrets {
  readonly resources: Resources;
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly known = new Map<string, Promise<HubSecret | undefined>>();

  /**
   * @param force - whether keys are taken from other managers
   */
  constructor(
    private readonly connection: ApiConnection,
    readonly namespace: string,
    private readonly force: boolean,
  ) {
    this.resources = new Resources(connection);
  }

  /**
   * A Secret; undefined where there is none. It is asked for once: of what members share, each looks
   * at what is its own, before it changes it.
   */
  read(name: string): Promise<HubSecret | undefined> {
    const known = this.known.get(name) ?? this.readNow(name);
    this.known.set(name, known);
    known.catch(() => this.known.delete(name));
    return known;
  }

  private async readNow(name: string): Promise<HubSecret | undefined> {
    const path = `/api/v1/namespaces/${this.namespace}/secrets/${name}`;
    const { status, body } = await this.connection.request({ path });
    if (status === 404) return undefined;
    if (status >= 300) throw refusal('GET', path, status, body);
    return shaped(hubSecret, path, body);
  }

  /** The Secrets here that are promfleet's. */
  async list(): Promise<HubSecret[]> {
    return this.resources.list(SECRET, labelSelector(OWN_LABELS), this.namespace);
  }

  /**
   * Removes what a cluster has of a Secret.
   *
   * @param keys - those that are the cluster's
   * @param isOwn - whether no other member has a part in it, so that it goes when it is empty
   * @returns whether there was something
   * @throws ClusterFailure if its keys are another manager's
   */
  async forget(
    cluster: string,
    name: string,
    keys: readonly string[],
    isOwn: boolean,
  ): Promise<boolean> {
    const secret = await this.readNow(name);
    const isOurs = secret?.metadata.managedFields?.some(
      ({ manager }) => manager === memberManager(cluster),
    );
    if (!secret) return false;
    if (!isOurs && !keys.some((key) => key in (secret.data ?? {}))) return false;
    if (!isOurs) {
      const message = `the keys of ${cluster} in the Secret ${name} of ${this.namespace} are someone else's, delete them by hand`;
      throw new ClusterFailure('conflict', message);
    }
    // What a manager no longer applies is removed, unless another has it, too.
    await this.apply({ cluster, secret: name, texts: {} });
    const left = await this.readNow(name);
    const isEmpty = left && Object.keys(left.data ?? {}).length === 0;
    const { uid, resourceVersion } = left?.metadata ?? {};
    if (isEmpty && isOwn) {
      await this.resources.delete({
        ...SECRET,
        metadata: { name, namespace: this.namespace, uid },
      });
    }
    return resourceVersion !== secret.metadata.resourceVersion;
  }

  /** Removes keys of a Secret, whosoever they are; gives whether there were any. */
  async drop(name: string, keys: readonly string[]): Promise<boolean> {
    const { data = {} } = (await this.readNow(name)) ?? {};
    const there = keys.filter((key) => key in data);
    if (there.length === 0) return false;
    await this.connection.expect({
      method: 'PATCH',
      path: `/api/v1/namespaces/${this.namespace}/secrets/${name}`,
      type: 'application/merge-patch+json',
      body: { data: Object.fromEntries(there.map((key) => [key, null])) },
    });
    return true;
  }

  /**
   * Says whose keys a member's are.
   *
   * @throws ClusterFailure if some are another manager's, and are not to be taken
   */
  async check(cluster: string, name: string, keys: readonly string[]): Promise<void> {
    if (this.force) return;
    const secret = await this.read(name);
    const own = memberManager(cluster);
    const owners = (secret?.metadata.managedFields ?? []).filter(
      (fields) => fields.manager !== own && keys.some((key) => hasKey(fields, key)),
    );
    const [first] = owners;
    if (!secret || !first) return;
    const message = `the keys of ${cluster} in the Secret ${name} of ${this.namespace} are someone else's, found ${JSON.stringify(first.manager ?? '')}, take them over with --force or name another Secret with auth.secretName`;
    throw new ClusterFailure('conflict', message);
  }

  /**
   * Gives a member these keys of a Secret, and no others.
   *
   * @throws ClusterFailure if some are another manager's
   */
  apply(part: MemberPart): Promise<void> {
    // The API server would try again for members of one Secret that come at a time, but not for ever.
    const turn = (this.turns.get(part.secret) ?? Promise.resolve()).then(() => this.applyNow(part));
    this.turns.set(
      part.secret,
      turn.catch(() => undefined),
    );
    return turn;
  }

  private async applyNow({ cluster, secret, texts, labels, annotations }: MemberPart) {
    const data = Object.entries(texts).map(([key, text]) => [
      key,
      Buffer.from(text).toString('base64'),
    ]);
    const object: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret, namespace: this.namespace, labels, annotations },
      // The type of a Secret that is there cannot change.
      type: (await this.read(secret))?.type ?? 'Opaque',
      data: Object.fromEntries(data),
    };
    const options = { manager: memberManager(cluster), force: this.force };
    const applied = await this.resources.apply(object, options);
    if ('conflicts' in applied) throw ownedByOthers(object, applied.conflicts);
  }
}

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
function hasKey({ fieldsV1 }: ManagedFields, key: string): boolean {
  const data = (fieldsV1 as { 'f:data'?: object } | undefined)?.['f:data'];
  return data !== undefined && `f:${key}` in data;
}
