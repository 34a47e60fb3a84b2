import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { differences } from './arrived';
import type { Answer, ApiClient } from './client';
import { derived } from './derived';

/** As far as every Kubernetes object goes. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/**
 * Has an API server say what it would make of objects, under strict field validation. It is asked
 * about each text once.
 */
export class DryRun {
  private readonly kinds = new Map<string, Promise<ReadonlyMap<string, Kind>>>();
  private readonly namespaces = new Map<string, Promise<void>>();
  private readonly asked = new Set<string>();

  constructor(private readonly client: ApiClient) {}

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
    const type = 'application/apply-patch+yaml';
    return this.client.request('PATCH', `${path}?${query}`, text, type);
  }

  /** The path of an object; the namespace it is in is made, and not only tried. */
  async pathOf({ apiVersion, kind, metadata }: ApiObject): Promise<string> {
    const { plural, namespaced } = await this.kind(apiVersion, kind);
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { name, namespace = 'default' } = metadata;
    if (namespaced) await this.namespace(namespace);
    const place = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    return `${group}${place}/${plural}/${encodeURIComponent(name)}`;
  }

  private async kind(apiVersion: string, kind: string): Promise<Kind> {
    const known = this.kinds.get(apiVersion) ?? this.discover(apiVersion);
    this.kinds.set(apiVersion, known);
    const found = (await known).get(kind);
    if (!found) throw new Error(`the API server knows no ${kind} in ${apiVersion}`);
    return found;
  }

  private async discover(apiVersion: string): Promise<ReadonlyMap<string, Kind>> {
    const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { body } = await this.client.request('GET', path);
    const { resources = [] } = body as {
      resources?: { name: string; kind: string; namespaced: boolean }[];
    };
    const whole = resources.filter(({ name }) => !name.includes('/'));
    return new Map(whole.map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]));
  }

  private namespace(name: string): Promise<void> {
    const known = this.namespaces.get(name) ?? this.createNamespace(name);
    this.namespaces.set(name, known);
    return known;
  }

  private async createNamespace(name: string): Promise<void> {
    const body = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const { status } = await this.client.request('POST', '/api/v1/namespaces', body);
    // 409 is one that was there; one that is refused makes its objects fail.
    if (status >= 500) throw new Error(`namespace ${name} could not be made: ${status}`);
  }
}
