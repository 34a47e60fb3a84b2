import type { Path } from '../../diagnostics';
import { checkDnsLabel, checkLabelKey, checkLabelValue } from '../../language/names';
import { nearest } from '../../language/nearest';
import { checkQuantity } from '../../language/quantity';
import { isMapping, type Mapping, own } from '../../yaml/mapping';
import { elementType, type KubernetesTypes } from './kubernetes-types';
import { DIRECTIVE } from './strategic';

/** Something that Kubernetes would refuse, and where in the data it stands. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** What is wrong with an object, as far as its fields and their types tell. */
export const objectFaults = (object: Mapping, type: string, types: KubernetesTypes): Fault[] =>
  new Walk(types, false).value(object, type, []);

/**
 * What is wrong with a part of an object that is to be merged into it.
 *
 * @param type - of the object; of what is not known only directives are looked at
 */
export const patchFaults = (
  patch: Mapping,
  type: string | undefined,
  types: KubernetesTypes,
): Fault[] => new Walk(types, true).value(patch, type ?? 'any', []);

/** What elements that are told apart by a name are called by others: as strictly as a label. */
const NAMED = new Set(['Container', 'Volume', 'EphemeralContainer']);

class Walk {
  constructor(
    private readonly types: KubernetesTypes,
    /** Whether it is a part to be merged: null removes, and `$patch` says more. */
    private readonly isPatch: boolean,
  ) {}

  value(value: unknown, type: string, path: Path): Fault[] {
    if (this.isPatch && value === null) return [];
    if (type === 'any') return this.isPatch ? this.directivesIn(value, path) : [];
    if (type.startsWith('[]')) return this.list(value, type, path, undefined);
    if (type.startsWith('{}')) return this.map(value, type, path);
    const fields = this.types.fields(type);
    return fields ? this.fields(value, type, fields, path) : scalar(value, type, path);
  }

  private fields(value: unknown, type: string, fields: readonly string[], path: Path): Fault[] {
    if (!isMapping(value)) return [wrongType('a map', value, path)];
    const faults = Object.entries(value).flatMap(([key, inner]): Fault[] => {
      const at = [...path, key];
      if (this.isPatch && key.startsWith('$')) return directive(key, inner, path);
      const field = this.types.field(type, key);
      if (field === undefined) return [unknownField(key, fields, at)];
      const keys = this.types.mergeKeys(type, key);
      return field.startsWith('[]')
        ? this.list(inner, field, at, keys)
        : [...this.value(inner, field, at), ...this.syntax(key, inner, type, at)];
    });
    const missing = this.isPatch ? [] : this.types.required(type).filter((key) => !(key in value));
    return [
      ...faults,
      ...missing.map((key) => ({ path, message: `\`${key}\` is missing, write it` })),
    ];
  }

  private list(
    value: unknown,
    type: string,
    path: Path,
    keys: readonly string[] | undefined,
  ): Fault[] {
    if (this.isPatch && value === null) return [];
    if (!Array.isArray(value)) return [wrongType('a list', value, path)];
    const element = elementType(type) ?? 'any';
    const [key] = keys ?? [];
    const faults = value.flatMap((one, index) => [
      ...this.value(one, element, [...path, index]),
      ...(this.isPatch && key !== undefined ? keyless(one, key, [...path, index]) : []),
    ]);
    return !this.isPatch && keys && key !== undefined
      ? [...faults, ...twice(value, keys, path)]
      : faults;
  }

  private map(value: unknown, type: string, path: Path): Fault[] {
    if (!isMapping(value)) return [wrongType('a map', value, path)];
    return Object.entries(value).flatMap(([key, inner]) =>
      this.isPatch && key.startsWith('$')
        ? directive(key, inner, path)
        : this.value(inner, type.slice(2), [...path, key]),
    );
  }

  /** What a field's text has to look like. */
  private syntax(key: string, value: unknown, type: string, path: Path): Fault[] {
    if (type === 'ObjectMeta' && isMapping(value) && (key === 'labels' || key === 'annotations')) {
      return Object.entries(value).flatMap(([name, text]): Fault[] => {
        if (this.isPatch && (name.startsWith('$') || text === null)) return [];
        const wrong =
          checkLabelKey(name) ??
          (key === 'labels' && typeof text === 'string' ? checkLabelValue(text) : undefined);
        return wrong === undefined ? [] : [{ path: [...path, name], message: wrong }];
      });
    }
    const wrong =
      key === 'name' && NAMED.has(type) && typeof value === 'string'
        ? checkDnsLabel(value)
        : undefined;
    return wrong === undefined ? [] : [{ path, message: wrong }];
  }

  private directivesIn(value: unknown, path: Path): Fault[] {
    if (Array.isArray(value)) {
      return value.flatMap((one, index) => this.directivesIn(one, [...path, index]));
    }
    if (!isMapping(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key.startsWith('$') ? directive(key, inner, path) : this.directivesIn(inner, [...path, key]),
    );
  }
}

function directive(key: string, value: unknown, path: Path): Fault[] {
  const right = 'write $patch: delete or $patch: replace';
  if (key !== DIRECTIVE) {
    return [
      { path: [...path, key], message: `not a directive of a patch, found ${key}, ${right}` },
    ];
  }
  if (value === 'delete' || value === 'replace' || value === 'merge') return [];
  const message = `not a directive of a patch, found $patch: ${JSON.stringify(value)}, ${right}`;
  return [{ path: [...path, key], message }];
}

/** An element of a patch that could be about any. */
function keyless(element: unknown, key: string, path: Path): Fault[] {
  if (!isMapping(element)) return [];
  const given = own(element, key) !== undefined;
  if (element[DIRECTIVE] === 'replace') {
    const message =
      '$patch: replace is of the whole list, found it beside other keys, write it as an element of its own';
    return Object.keys(element).length > 1 ? [{ path, message }] : [];
  }
  if (given) return [];
  const message = `which element is meant is not said, found no \`${key}\`, write it`;
  return [{ path, message }];
}

function twice(list: readonly unknown[], keys: readonly string[], path: Path): Fault[] {
  const seen = new Set<string>();
  return list.flatMap((element, index) => {
    if (!isMapping(element)) return [];
    const name = JSON.stringify(keys.map((key) => own(element, key)));
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const [key = ''] = keys;
    const message = `an element is there already, found another with the ${key} ${JSON.stringify(own(element, key))}, write each once`;
    return [{ path: [...path, index], message }];
  });
}

function unknownField(key: string, fields: readonly string[], path: Path): Fault {
  const near = nearest(key, fields);
  const advice = near ? `did you mean \`${near}\`?` : `Kubernetes knows ${fields.join(', ')}`;
  return { path, message: `unknown field \`${key}\`, ${advice}` };
}

function scalar(value: unknown, type: string, path: Path): Fault[] {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? [] : [wrongType('a string', value, path)];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType('true or false', value, path)];
    case 'integer':
      return Number.isInteger(value) ? [] : [wrongType('a whole number', value, path)];
    case 'number':
      return typeof value === 'number' ? [] : [wrongType('a number', value, path)];
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
        ? []
        : [wrongType('a whole number or a string', value, path)];
    case 'quantity':
      return quantity(value, path);
    default:
      return [];
  }
}

function quantity(value: unknown, path: Path): Fault[] {
  if (typeof value === 'number') return [];
  const wrong =
    typeof value === 'string' ? checkQuantity(value) : wrongType('a quantity', value, path).message;
  return wrong === undefined ? [] : [{ path, message: wrong }];
}

function wrongType(expected: string, value: unknown, path: Path): Fault {
  const found = Array.isArray(value)
    ? 'a list'
    : isMapping(value)
      ? 'a map'
      : `${JSON.stringify(value)}`;
  return { path, message: `expected ${expected}, found ${found}` };
}
