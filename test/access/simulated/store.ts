import { randomUUID } from 'node:crypto';
import { copied, type KubeObject, same, timestamp } from './json';
import { apiVersionOf, type Kind, NAMESPACE } from './kinds';
import { notFound } from './status';

/** What happened to an object. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: Kind;
  readonly object: KubeObject;
}

/** Changes that are remembered. */
const REMEMBERED = 1000;

/** The objects of one cluster. What it gives is not to be changed: `save` takes a copy. */
export class Store {
  private readonly objects = new Map<string, Map<string, KubeObject>>();
  private readonly listeners = new Set<(change: Change) => void>();
  /** The last changes, for those who watch from a version on. */
  private readonly history: Change[] = [];
  private version = 1;

  /**
   * @param now - the cluster's clock, in milliseconds
   */
  constructor(readonly now: () => number) {}

  get resourceVersion(): string {
    return String(this.version);
  }

  find(kind: Kind, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.of(kind).get(key(namespace, name));
  }

  /** @throws {ApiError} 404 where there is none. */
  get(kind: Kind, namespace: string | undefined, name: string): KubeObject {
    const found = this.find(kind, namespace, name);
    if (!found) throw notFound(kind, name);
    return found;
  }

  /** In the order of namespaces and names, as the API server lists them. */
  list(kind: Kind, namespace?: string): KubeObject[] {
    const all = [...this.of(kind).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const objects = all.map(([, object]) => object);
    return namespace === undefined
      ? objects
      : objects.filter(({ metadata }) => metadata.namespace === namespace);
  }

  /** @throws {ApiError} 404 where the namespace of a new object is not there. */
  needNamespace(kind: Kind, namespace: string | undefined): void {
    if (!kind.namespaced || namespace === undefined) return;
    this.get(NAMESPACE, undefined, namespace);
  }

  /**
   * What `save` would make of an object: identity, generation, version; the same object where
   * nothing changes.
   */
  prepared(kind: Kind, object: KubeObject): KubeObject {
    const before = this.find(kind, object.metadata.namespace, object.metadata.name);
    const metadata = { ...object.metadata };
    metadata.uid = before?.metadata.uid ?? randomUUID();
    metadata.creationTimestamp = before?.metadata.creationTimestamp ?? timestamp(this.now());
    const generation = before?.metadata.generation;
    const sameSpec = before !== undefined && same(before.spec, object.spec);
    if (kind.generation) metadata.generation = sameSpec ? generation : (generation ?? 0) + 1;
    metadata.resourceVersion = before?.metadata.resourceVersion;
    const next: KubeObject = {
      ...object,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata,
    };
    return before && same(before, next) ? before : next;
  }

  /** Keeps an object and tells who listens; an object that does not differ keeps its version. */
  save(kind: Kind, object: KubeObject): KubeObject {
    const before = this.find(kind, object.metadata.namespace, object.metadata.name);
    const next = this.prepared(kind, object);
    if (next === before) return before;
    next.metadata.resourceVersion = String(++this.version);
    const saved = copied(next);
    this.of(kind).set(key(next.metadata.namespace, next.metadata.name), saved);
    this.tell({ type: before ? 'MODIFIED' : 'ADDED', kind, object: saved });
    return saved;
  }

  delete(kind: Kind, object: KubeObject): void {
    if (!this.of(kind).delete(key(object.metadata.namespace, object.metadata.name))) return;
    const metadata = { ...object.metadata, resourceVersion: String(++this.version) };
    this.tell({ type: 'DELETED', kind, object: { ...object, metadata } });
  }

  /** @returns the function that ends it */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The changes after a version, as far as they are remembered. */
  since(version: number): Change[] {
    return this.history.filter(({ object }) => Number(object.metadata.resourceVersion) > version);
  }

  private tell(change: Change): void {
    this.history.push(change);
    if (this.history.length > REMEMBERED) this.history.shift();
    for (const listener of this.listeners) listener(change);
  }

  private of({ group, resource }: Kind): Map<string, KubeObject> {
    const id = `${resource}.${group}`;
    const found = this.objects.get(id) ?? new Map<string, KubeObject>();
    this.objects.set(id, found);
    return found;
  }
}

const key = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;
