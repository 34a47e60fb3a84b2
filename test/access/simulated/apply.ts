import { isDeepStrictEqual } from 'node:util';
import { decode, encode, type FieldSet, fieldsOf, isBelow, readable } from './fields';
import { type KubeObject, type ManagedFields, type Metadata, timestamp } from './json';
import { apiVersionOf, type Kind } from './kinds';
import { merged, without } from './merge';
import { ApiError } from './status';

/** Who applies. */
export interface Manager {
  readonly name: string;
  readonly force: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Server-side apply: what is there with what a manager applies, without what it applied before and
 * no longer does, and who owns what.
 *
 * @param live - what is there, absent where nothing is
 * @throws {ApiError} 409 where it would change what others own.
 */
export function apply(
  kind: Kind,
  live: KubeObject | undefined,
  applied: KubeObject,
  manager: Manager,
): KubeObject {
  const base = live ?? { ...applied, metadata: identity(applied) };
  const entries = base.metadata.managedFields ?? [];
  const own = entries.find((entry) => isApplier(entry, manager.name));
  const others = entries.filter((entry) => entry !== own);
  const set = fieldsOf(applied);
  const before = own ? decode(own.fieldsV1) : new Set<string>();

  const kept = others.map((entry) => ({ entry, paths: decode(entry.fieldsV1) }));
  const gone = [...before].filter(
    (path) => !set.has(path) && !kept.some(({ paths }) => [...paths].some((p) => isBelow(p, path))),
  );
  let next = merged(base, applied);
  for (const path of gone) next = without(next, path);

  const changes = live ? changedFields(fieldsOf(live, true), fieldsOf(next, true)) : [];
  const conflicts = kept.flatMap(({ entry, paths }) =>
    changes.filter((path) => paths.has(path)).map((path) => ({ entry, path })),
  );
  if (conflicts.length > 0 && !manager.force) throw conflictError(conflicts);

  const remaining = kept.flatMap(({ entry, paths }) => {
    const lost = conflicts.filter((conflict) => conflict.entry === entry);
    if (lost.length === 0) return [entry];
    for (const { path } of lost) paths.delete(path);
    return paths.size === 0 ? [] : [{ ...entry, fieldsV1: encode(paths) }];
  });
  const now = entryOf(kind, 'Apply', manager, set.keys());
  const same = own !== undefined && isDeepStrictEqual(own.fieldsV1, now.fieldsV1);
  const mine = same ? own : now;
  const managedFields = set.size === 0 ? remaining : inPlace(entries, own, mine, remaining);
  return { ...next, metadata: { ...next.metadata, managedFields } };
}

/** Notes what a manager that does not apply has changed. */
export function recordUpdate(
  kind: Kind,
  live: KubeObject | undefined,
  next: KubeObject,
  manager: Manager,
  subresource?: string,
): KubeObject {
  const entries = live?.metadata.managedFields ?? [];
  const after = fieldsOf(next, true);
  const before: FieldSet = live ? fieldsOf(live, true) : new Map();
  const changes = changedFields(before, after);
  const own = entries.find(
    (entry) =>
      entry.manager === manager.name &&
      entry.operation === 'Update' &&
      entry.subresource === subresource,
  );
  const mine = new Set([...(own ? decode(own.fieldsV1) : []), ...changes]);
  const managedFields = entries.flatMap((entry) => {
    if (entry === own) return [];
    const paths = decode(entry.fieldsV1);
    const left = [...paths].filter((path) => after.has(path) && !changes.includes(path));
    if (left.length === paths.size) return [entry];
    return left.length === 0 ? [] : [{ ...entry, fieldsV1: encode(left) }];
  });
  const left = [...mine].filter((path) => after.has(path));
  if (left.length > 0) {
    const entry = {
      ...entryOf(kind, 'Update', manager, left),
      ...(subresource && { subresource }),
    };
    managedFields.push(own && changes.length === 0 ? { ...own, fieldsV1: encode(left) } : entry);
  }
  return { ...next, metadata: { ...next.metadata, managedFields } };
}

const isApplier = (entry: ManagedFields, manager: string): boolean =>
  entry.manager === manager && entry.operation === 'Apply' && !entry.subresource;

const identity = ({ metadata: { name, namespace } }: KubeObject): Metadata =>
  namespace === undefined ? { name } : { name, namespace };

const entryOf = (
  kind: Kind,
  operation: ManagedFields['operation'],
  manager: Manager,
  paths: Iterable<string>,
): ManagedFields => ({
  manager: manager.name,
  operation,
  apiVersion: apiVersionOf(kind),
  time: timestamp(manager.now),
  fieldsType: 'FieldsV1',
  fieldsV1: encode(paths),
});

/** A manager's entry stays where it was; a new one comes last of those that apply. */
function inPlace(
  entries: readonly ManagedFields[],
  own: ManagedFields | undefined,
  mine: ManagedFields,
  remaining: readonly ManagedFields[],
): ManagedFields[] {
  const appliers = remaining.filter(({ operation }) => operation === 'Apply');
  const position = own
    ? entries.filter(({ operation }) => operation === 'Apply').indexOf(own)
    : appliers.length;
  return [
    ...appliers.slice(0, position),
    mine,
    ...appliers.slice(position),
    ...remaining.filter(({ operation }) => operation !== 'Apply'),
  ];
}

const changedFields = (before: FieldSet, after: FieldSet): string[] =>
  [...after].flatMap(([path, value]) =>
    before.has(path) && isDeepStrictEqual(before.get(path), value) ? [] : [path],
  );

interface Conflict {
  readonly entry: ManagedFields;
  readonly path: string;
}

function conflictError(conflicts: readonly Conflict[]): ApiError {
  const causes = conflicts.map(({ entry, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${described(entry)}`,
    field: readable(path),
  }));
  return new ApiError(409, 'Conflict', conflictMessage(conflicts), { causes });
}

function conflictMessage(conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first) {
    const { entry, path } = first;
    return `Apply failed with 1 conflict: conflict with ${described(entry)}: ${readable(path)}`;
  }
  const managers = [...new Set(conflicts.map(({ entry }) => entry))];
  const lines = managers.flatMap((manager) => [
    `conflicts with ${described(manager)}:`,
    ...conflicts.filter(({ entry }) => entry === manager).map(({ path }) => `- ${readable(path)}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function described({ manager, operation, apiVersion, time, subresource }: ManagedFields): string {
  const name = JSON.stringify(manager) + (subresource ? ` with subresource "${subresource}"` : '');
  return operation === 'Update' ? `${name} using ${apiVersion} at ${time}` : name;
}
