import type { KubeObject } from './json';
import type { Kind } from './kinds';
import { selectorOf } from './selectors';
import type { Change, Store } from './store';

/** What is watched. */
export interface Watched {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly query: URLSearchParams;
}

/**
 * Tells of changes, a line of JSON each: first those since the version that is asked from, or, without
 * one, everything that is there.
 *
 * @returns the function that ends it
 */
export function watch(
  store: Store,
  { kind, namespace, query }: Watched,
  write: (line: string) => void,
): () => void {
  const selects = selectorOf(query);
  const tell = (type: Change['type'], object: KubeObject) => {
    if (namespace !== undefined && object.metadata.namespace !== namespace) return;
    if (selects(object)) write(`${JSON.stringify({ type, object })}\n`);
  };
  const from = Number(query.get('resourceVersion') ?? 0);
  if (from === 0) for (const object of store.list(kind)) tell('ADDED', object);
  else
    for (const change of store.since(from))
      if (change.kind === kind) tell(change.type, change.object);
  return store.listen((change) => {
    if (change.kind === kind) tell(change.type, change.object);
  });
}
