import type { RenderedFile } from '../output/render';

/**
 * Notices two objects of one kind, namespace and name on one cluster, where `kubectl apply`
 * would let the last one win without a word; cdk8s does not look.
 */
export class ObjectRegister {
  private readonly owners = new Map<string, string>();

  /** Enters the objects of `owner`'s files; those that were there already come back. */
  add(owner: string, files: readonly RenderedFile[]): Duplicate[] {
    const duplicates: Duplicate[] = [];
    for (const object of files.flatMap(({ objects }) => objects)) {
      const other = this.owners.get(object);
      // A namespace may be shared: all that are in it write the same.
      if (other !== undefined && !object.startsWith('Namespace ')) {
        duplicates.push({ object, other });
      }
      this.owners.set(object, owner);
    }
    return duplicates;
  }
}

/** An object, and the owner of the other one of its name. */
export interface Duplicate {
  readonly object: string;
  readonly other: string;
}
