import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seen from lib/output/patches, where this file runs. */
const FILE = join(__dirname, '../../../output/patches/kubernetes-types.json');

interface Type {
  /** `string`, `integer`, `number`, `boolean`, `quantity`, `intOrString`, `any` or a type's name; with `[]` or `{}` before it for lists and maps of it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  /** Keys by which elements of a list are told apart; none: a set of scalars. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

interface Types {
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Type>>;
}

/**
 * What Kubernetes says of its objects: their fields, and how lists of theirs are merged
 * (`x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` of its OpenAPI document, which
 * tools/kubernetes-types.mjs reads).
 */
export class KubernetesTypes {
  private types?: Types;

  /** Name of an object's type; nothing of kinds that are not known here. */
  ofObject(object: { readonly apiVersion: string; readonly kind: string }): string | undefined {
    const { kinds } = this.read();
    const name = `${object.apiVersion} ${object.kind}`;
    return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  }

  /** Names of a type's fields; nothing of what is no type with fields. */
  fields(type: string): readonly string[] | undefined {
    const found = this.type(type);
    return found && Object.keys(found.fields);
  }

  /** Type of a field; of every key alike in a map. */
  field(type: string | undefined, name: string): string | undefined {
    if (type === undefined) return undefined;
    if (type.startsWith('{}')) return type.slice(2);
    const fields = this.type(type)?.fields;
    return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
  }

  /** Fields that a type has to have. */
  required(type: string): readonly string[] {
    return this.type(type)?.required ?? [];
  }

  /** Keys by which elements of a field's list are told apart; nothing if the list is one whole. */
  mergeKeys(type: string | undefined, field: string): readonly string[] | undefined {
    const keys = type === undefined ? undefined : this.type(type)?.keys;
    return keys && Object.hasOwn(keys, field) ? keys[field] : undefined;
  }

  private type(name: string): Type | undefined {
    const { types } = this.read();
    return Object.hasOwn(types, name) ? types[name] : undefined;
  }

  /** Read only now: most fleets have no patches. */
  private read(): Types {
    this.types ??= JSON.parse(readFileSync(FILE, 'utf8')) as Types;
    return this.types;
  }
}

/** Type of the elements of a list. */
export const elementType = (type: string | undefined) =>
  type?.startsWith('[]') ? type.slice(2) : undefined;
