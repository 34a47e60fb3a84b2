import type { Objects } from '../model/types';

/** Metadata of an object of a component; its name is the component's unless given. */
export function metadata({ name, namespace, labels }: Objects, other?: string) {
  return { name: other ?? name, namespace, labels };
}

/** Metadata of an object of a component that belongs to no namespace. */
export function clusterMetadata({ name, labels }: Objects) {
  return { name, labels };
}
