import type { Objects } from '../model/types';

/** Annotations of one object alone. */
type Annotations = Readonly<Record<string, string>>;

/**
 * Metadata of an object of a component.
 *
 * @param other - its name, where that is not the component's
 * @param own - annotations that it has beside those that all objects have
 */
export function metadata(
  { name, namespace, labels, annotations }: Objects,
  other?: string,
  own?: Annotations,
) {
  return { name: other ?? name, namespace, labels, ...annotated({ ...annotations, ...own }) };
}

/** Metadata of an object of a component that belongs to no namespace. */
export function clusterMetadata({ name, labels, annotations }: Objects) {
  return { name, labels, ...annotated({ ...annotations }) };
}

const annotated = (annotations: Annotations) =>
  Object.keys(annotations).length > 0 ? { annotations } : {};
