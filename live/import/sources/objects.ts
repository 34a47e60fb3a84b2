import { type Document, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readSource, STDIN } from '../../../yaml/source';
import type { KubeObject } from '../../client/resources';
import type { Found } from '../candidate';

/** A Kubernetes object of a file or a cluster, as far as sources look at it. */
const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

const list = z.looseObject({ kind: z.string().regex(/List$/), items: z.array(z.unknown()) });

export type SourceObject = KubeObject;

/** A place that knows clusters, and what it has of them in Kubernetes objects. */
export interface ObjectSource {
  /** What one of its objects is called. */
  readonly title: string;
  readonly kind: Readonly<{ apiVersion: string; kind: string }>;
  /** What its objects have as labels; empty for any. */
  readonly selector: string;
  /** Whether an object is one of its own. */
  readonly isOurs: (object: SourceObject) => boolean;
  /** What the object is of, or why that cannot be told, without a word of the credentials in it. */
  readonly read: (object: SourceObject) => Found;
}

/** The texts of files are no objects; the message has nothing of what stands in them. */
export class SourceError extends Error {}

/**
 * The objects in a file of YAML or JSON: several documents, and lists as kubectl prints them.
 *
 * @param file - `-` is standard input
 * @throws SourceError if it cannot be read
 */
export function objectsOfFile(file: string): SourceObject[] {
  const what = file === STDIN ? '<stdin>' : file;
  const source = readSource(file);
  if (!('text' in source)) throw new SourceError(`${what}: ${source.message}`);
  const documents = parseAllDocuments(source.text);
  return [...documents].flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new SourceError(`${what}:${error.linePos?.[0].line ?? 1}: not YAML`);
    return objectsIn(dataOf(document, what));
  });
}

function dataOf(document: Document.Parsed, what: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias of nothing, or so many that they would fill the memory.
    if (!(error instanceof ReferenceError)) throw error;
    throw new SourceError(`${what}: its aliases cannot be followed, write it without them`);
  }
}

function objectsIn(data: unknown): SourceObject[] {
  const listed = list.safeParse(data).data;
  if (!listed) {
    const found = object.safeParse(data).data;
    return found ? [found] : [];
  }
  // Items of a typed list do not say their kind.
  const kind = listed.kind.replace(/List$/, '');
  const common = kind === '' ? {} : { apiVersion: listed.apiVersion, kind };
  return listed.items.flatMap((item) =>
    objectsIn(typeof item === 'object' ? { ...common, ...item } : item),
  );
}

/** What a source has in objects. */
export function foundIn(
  { title, isOurs, read }: ObjectSource,
  objects: readonly SourceObject[],
  where: string,
): Found {
  const ours = objects.filter(isOurs);
  if (ours.length === 0) {
    const others = `${objects.length} other object${objects.length === 1 ? '' : 's'}`;
    return { candidates: [], problems: [`${where}: there is no ${title}, found ${others}`] };
  }
  const found = ours.map(read);
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    problems: found.flatMap(({ problems }) => problems),
  };
}

const secret = z.object({
  data: z.record(z.string(), z.string()).optional(),
  stringData: z.record(z.string(), z.string()).optional(),
});

/** A value of a Secret, from `stringData` or `data`. */
export function secretValue(source: SourceObject, key: string): string | undefined {
  const { data, stringData } = secret.safeParse(source).data ?? {};
  const text = stringData?.[key];
  if (text !== undefined) return text;
  const encoded = data?.[key];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** An object for people: `Secret argocd/prod`. */
export const named = ({ kind, metadata: { name, namespace } }: SourceObject) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
