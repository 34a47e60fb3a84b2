import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer, ApiConnection } from './connection';
import { ClusterFailure, refusal, statusOf } from './failure';
import { shaped } from './shaped';

/** What every Kubernetes object has; the rest is as its kind has it. */
export interface KubeObject extends ObjectKind {
  readonly metadata: ObjectMeta;
  readonly [key: string]: unknown;
}

/** Which kind of object. */
export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ObjectMeta {
  readonly name: string;
  /** Absent for what is in no namespace; else the default is `default`. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly uid?: string;
  readonly resourceVersion?: string;
  /** When its deletion began; it is there until all finalizers are done. */
  readonly deletionTimestamp?: string;
  /** Counts what was wanted of it, not what became of it. */
  readonly generation?: number;
  readonly managedFields?: readonly ManagedFields[];
}

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly fieldsV1?: object;
}

/** Which object: its kind, name and namespace. */
export interface ObjectRef extends ObjectKind {
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace'>;
}

export interface ApplyOptions {
  /** Field manager: whose fields these are. */
  readonly manager: string;
  /**
   * Whether fields are taken from other managers.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Whether the server only says what would come of it.
   *
   * @default false
   */
  readonly dryRun?: boolean;
}

/** What came of applying an object. */
export type Applied =
  | { readonly object: KubeObject; readonly created: boolean; readonly warnings: readonly string[] }
  | { readonly conflicts: readonly Conflict[] };

/** A field that another manager has with another value. */
export interface Conflict {
  /** Such as `.spec.replicas`. */
  readonly field: string;
  /** Who has it, as the API server says it: `conflict with "kubectl" using apps/v1`. */
  readonly message: string;
}

/** Objects asked for at a time. */
const PAGE = 500;
/** Nobody has so many; a server that always has more would never be done. */
const MOST_PAGES = 200;
/** How often an object is applied that others write to at the same time. */
const TRIES = 5;
const PAUSE_MS = 100;

/** The objects of one cluster. What kinds it has is asked for once each. */
export class Resources {
  private readonly groups = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly connection: ApiConnection) {}

  /**
   * The path of an object.
   *
   * @throws ClusterFailure if the cluster has no such kind
   */
  async pathOf({ metadata: { name, namespace }, ...kind }: ObjectRef): Promise<string> {
    return `${await this.collection(kind, namespace ?? 'default')}/${encodeURIComponent(name)}`;
  }

  /** Whether the cluster has a kind, such as one of a CustomResourceDefinition. */
  async has({ apiVersion, kind }: ObjectKind): Promise<boolean> {
    return (await this.kindsOf(apiVersion)).some((resource) => resource.kind === kind);
  }

  /** An object as it is now; undefined where there is none. */
  async read(ref: ObjectRef): Promise<KubeObject | undefined> {
    const path = await this.pathOf(ref);
    const answer = await this.connection.request({ path });
    if (answer.status === 404) return undefined;
    return objectIn(answer, 'GET', path);
  }

  /**
   * Objects of a kind, page by page.
   *
   * @param namespace - absent: all of them
   */
  async list(kind: ObjectKind, labelSelector = '', namespace?: string): Promise<KubeObject[]> {
    const path = await this.collection(kind, namespace);
    const found: KubeObject[] = [];
    let pages = 0;
    for (let next: string | undefined = ''; next !== undefined; ) {
      const query = new URLSearchParams({ labelSelector, limit: String(PAGE), continue: next });
      const page = shaped(objectList, path, await this.connection.get(`${path}?${query}`));
      // Items of a list do not say their kind themselves.
      found.push(...page.items.map((item) => ({ ...item, ...kind })));
      next = page.metadata?.continue || undefined;
      if (next !== undefined && ++pages === MOST_PAGES) {
        const message = `GET ${path} does not end, found ${pages} pages of it, look at what stands before the API server`;
        throw new ClusterFailure('refused', message);
      }
    }
    return found;
  }

  /**
   * Server-side apply, again if another wrote to the object at the same time, or made it.
   *
   * @throws ClusterFailure if it is refused for another reason than conflicts
   */
  async apply(object: KubeObject, { manager, force, dryRun }: ApplyOptions): Promise<Applied> {
    const query = new URLSearchParams({ fieldManager: manager, fieldValidation: 'Strict' });
    if (force) query.set('force', 'true');
    if (dryRun) query.set('dryRun', 'All');
    const path = await this.pathOf(object);
    for (let tries = 1; ; tries++) {
      const answer = await this.connection.request({
        method: 'PATCH',
        path: `${path}?${query}`,
        body: object,
        type: 'application/apply-patch+yaml',
      });
      const conflicts = answer.status === 409 ? conflictsIn(answer.body) : [];
      if (conflicts.length > 0) return { conflicts };
      if (answer.status === 409 && tries < TRIES) {
        await setTimeout(PAUSE_MS * tries);
        continue;
      }
      const applied = objectIn(answer, 'PATCH', path);
      return { object: applied, created: answer.status === 201, warnings: answer.warnings };
    }
  }

  /**
   * Puts an object in the place of the one that was read, or makes it where there was none.
   *
   * @param object - with the resourceVersion that was read, if there was one
   * @returns false if another has changed, made or deleted it since: nothing is done then
   * @throws ClusterFailure if it is refused
   */
  async put(object: KubeObject, manager: string): Promise<boolean> {
    const isThere = object.metadata.resourceVersion !== undefined;
    const { namespace = 'default' } = object.metadata;
    const method = isThere ? 'PUT' : 'POST';
    const path = isThere ? await this.pathOf(object) : await this.collection(object, namespace);
    const query = new URLSearchParams({ fieldManager: manager, fieldValidation: 'Strict' });
    const answer = await this.connection.request({
      method,
      path: `${path}?${query}`,
      body: object,
    });
    if (answer.status === 409 || (isThere && answer.status === 404)) return false;
    objectIn(answer, method, path);
    return true;
  }

  /**
   * Sets annotations of an object, and leaves all else of it.
   *
   * @throws ClusterFailure if it is refused, or there is no such object
   */
  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string>>): Promise<void> {
    await this.connection.expect({
      method: 'PATCH',
      path: await this.pathOf(ref),
      body: { metadata: { annotations } },
      type: 'application/merge-patch+json',
    });
  }

  /**
   * Deletes an object, with what belongs to it; gives whether it was there.
   *
   * @throws ClusterFailure if it is refused, also because there is another of that name by now
   */
  async delete(object: ObjectRef & { readonly metadata: ObjectMeta }): Promise<boolean> {
    const path = await this.pathOf(object);
    const { uid } = object.metadata;
    const answer = await this.connection.request({
      method: 'DELETE',
      path,
      body: { propagationPolicy: 'Background', preconditions: uid ? { uid } : undefined },
    });
    if (answer.status === 404) return false;
    if (answer.status >= 300) throw refusal('DELETE', path, answer.status, answer.body);
    return true;
  }

  private async collection(kind: ObjectKind, namespace?: string): Promise<string> {
    const resources = await this.kindsOf(kind.apiVersion);
    const found = resources.find((resource) => resource.kind === kind.kind);
    if (!found) {
      const message = `the cluster knows no ${kind.kind} of ${kind.apiVersion}, install its CustomResourceDefinition or upgrade Kubernetes`;
      throw new ClusterFailure('not-found', message);
    }
    const within = found.namespaced && namespace !== undefined;
    const place = within ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    return `${groupPath(kind.apiVersion)}${place}/${found.name}`;
  }

  private kindsOf(apiVersion: string): Promise<readonly Resource[]> {
    const known = this.groups.get(apiVersion) ?? this.discover(apiVersion);
    this.groups.set(apiVersion, known);
    // Asked again, should it have failed: a network may come back.
    known.catch(() => this.groups.delete(apiVersion));
    return known;
  }

  private async discover(apiVersion: string): Promise<readonly Resource[]> {
    const path = groupPath(apiVersion);
    const { status, body } = await this.connection.request({ path });
    if (status === 404) return [];
    if (status >= 300) throw refusal('GET', path, status, body);
    const { resources } = shaped(resourceList, path, body);
    return (resources ?? []).filter(({ name }) => !name.includes('/'));
  }
}

const named = z.object({ metadata: z.object({ name: z.string() }) });
const isNamed = (value: unknown) => named.safeParse(value).success;
/** All else of an object is as the API server keeps it, which has checked it. */
const kubeObject = z.custom<KubeObject>(isNamed, 'an object has a metadata.name');
const objectList = z.object({
  items: z.array(z.custom<Pick<KubeObject, 'metadata'>>(isNamed, 'an item has a metadata.name')),
  metadata: z.object({ continue: z.string().optional() }).optional(),
});
const resource = z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() });
const resourceList = z.object({ resources: z.array(resource).nullish() });
type Resource = z.infer<typeof resource>;

const groupPath = (apiVersion: string) =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

function objectIn({ status, body }: Answer, method: string, path: string): KubeObject {
  if (status >= 300) throw refusal(method, path, status, body);
  return shaped(kubeObject, path, body);
}

function conflictsIn(body: unknown): Conflict[] {
  const causes = statusOf(body)?.details?.causes ?? [];
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => ({ field, message }));
}
