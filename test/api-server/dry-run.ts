import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Answer, ApiConnection } from '../../live/client/connection';
import { type ObjectRef, Resources } from '../../live/client/resources';
import { differences } from './arrived';
import { derived } from './derived';

/** As far as every Kubernetes object goes. */
export type ApiObject = ObjectRef;

/** A busy machine is slow with objects of a megabyte. */
const LONGEST_MS = 300_000;

/**
 * Has an API server say what it would make of objects, under strict field validation. It is asked
 * about each text once.
 */
export class DryRun {
  private readonly resources: Resources;
  private readonly namespaces = new Map<string, Promise<void>>();
  private readonly asked = new Set<string>();

  constructor(private readonly connection: ApiConnection) {
    this.resources = new Resources(connection);
  }

  /** How many objects it asked about. */
  get count(): number {
    return this.asked.size;
  }

  /**
   * What is wrong with the manifests in a text: what is refused, warned about, or arrives as
   * something else. What Kubernetes makes of them, such as the pods of a StatefulSet, is tried too.
   */
  async problems(manifests: string): Promise<string[]> {
    const documents = manifests.split(/^---\n/m).filter((text) => text.trim() !== '');
    const found = await Promise.all(documents.map((document) => this.ofDocument(document)));
    return found.flat();
  }

  private async ofDocument(text: string): Promise<string[]> {
    const key = createHash('sha256').update(text).digest('base64');
    if (this.asked.has(key)) return [];
    this.asked.add(key);
    // The server is to notice keys that are there twice.
    const object: ApiObject = parse(text, { uniqueKeys: false });
    const problems = await this.ofObject(object, text);
    if (problems.length > 0) return problems;
    const more = derived(object).map((other) => this.ofDocument(JSON.stringify(other)));
    return (await Promise.all(more)).flat();
  }

  private async ofObject(object: ApiObject, text: string): Promise<string[]> {
    const { kind, metadata } = object;
    const { status, body, warnings } = await this.apply(object, text);
    const name = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    if (status >= 300) {
      const { message } = body as { message?: string };
      return [`${name} is refused: ${message ?? body}`];
    }
    const said = [
      ...warnings.map((warning) => `warning: ${warning}`),
      ...differences(object, body),
    ];
    return said.map((problem) => `${name}: ${problem}`);
  }

  /** Server-side apply, as `kubectl apply --server-side --dry-run=server` does it. */
  private async apply(object: ApiObject, text: string): Promise<Answer> {
    const path = await this.pathOf(object);
    const query = 'dryRun=All&fieldValidation=Strict&fieldManager=promfleet&force=true';
    return this.connection.request({
      method: 'PATCH',
      path: `${path}?${query}`,
      body: text,
      type: 'application/apply-patch+yaml',
      timeoutMs: LONGEST_MS,
    });
  }

  /** The path of an object; the namespace it is in is made, and not only tried. */
  async pathOf(object: ApiObject): Promise<string> {
    const path = await this.resources.pathOf(object);
    const [, namespace] = /\/namespaces\/([^/]+)\//.exec(path) ?? [];
    if (namespace !== undefined) await this.namespace(namespace);
    return path;
  }

  private namespace(name: string): Promise<void> {
    const known = this.namespaces.get(name) ?? this.createNamespace(name);
    this.namespaces.set(name, known);
    return known;
  }

  private async createNamespace(name: string): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const path = '/api/v1/namespaces';
    const { status } = await this.connection.request({ method: 'POST', path, body });
    // 409 is one that was there; one that is refused makes its objects fail.
    if (status >= 500) throw new Error(`namespace ${name} could not be made: ${status}`);
  }
}
