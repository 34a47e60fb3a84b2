import { decode, encode, type FieldSet, fieldsOf, isBelow, readable } from './fields';
import { type KubeObject, type ManagedFields, type Metadata, same, timestamp } from './json';
import { apiVersionOf, CERTIFICATE_SIGNING_REQUEST, type Kind, NAMESPACE } from './kinds';
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
  const entries = live ? ownersOf(kind, live, manager) : [];
  const own = entries.find((entry) => isApplier(entry, manager.name));
  const others = entries
    .filter((entry) => entry !== own)
    .map((entry) => ({ entry, paths: decode(entry.fieldsV1) }));
  const set = fieldsOf(applied);
  const next = withoutAll(
    merged(base, applied),
    [...decode(own?.fieldsV1 ?? {})].filter(
      (path) => !set.has(path) && !others.some(({ paths }) => ownsBelow(paths, path)),
    ),
  );
  const changes = live ? changedFields(fieldsOf(live, true), fieldsOf(next, true)) : [];
  const conflicts = others.flatMap(({ entry, paths }) =>
    changes.filter((path) => paths.has(path)).map((path) => ({ entry, path })),
  );
  if (conflicts.length > 0 && !manager.force) throw conflictError(conflicts);

  const remaining = others.flatMap(({ entry, paths }) => {
    const left = [...paths].filter(
      (path) => !conflicts.some((c) => c.entry === entry && c.path === path),
    );
    return left.length === 0 ? [] : [{ ...entry, fieldsV1: encode(left) }];
  });
  const unchanged = live !== undefined && same(contents(live), contents(next));
  const { time, ...mine } = entryOf(kind, 'Apply', manager, set.keys());
  const since = unchanged ? own?.time : time;
  const entry = { ...mine, ...(since === undefined ? {} : { time: since }) };
  return owned(next, set.size === 0 ? remaining : [...remaining, entry]);
}

/** Who owns what of an object; of one that nobody owns, whoever was there before. */
function ownersOf(kind: Kind, live: KubeObject, manager: Manager): readonly ManagedFields[] {
  const { managedFields = [] } = live.metadata;
  if (managedFields.length > 0) return managedFields;
  return [
    entryOf(
      kind,
      'Update',
      { ...manager, name: 'before-first-apply' },
      fieldsOf(live, true).keys(),
    ),
  ];
}

const ownsBelow = (paths: ReadonlySet<string>, parent: string): boolean =>
  [...paths].some((path) => isBelow(path, parent));

const withoutAll = (object: KubeObject, paths: readonly string[]): KubeObject =>
  paths.reduce((left, path) => without(left, path), object);

const contents = ({ metadata: { managedFields: _, ...metadata }, ...rest }: KubeObject) => ({
  ...rest,
  metadata,
});

/** An object with who owns what, in the order of the API server. */
function owned(object: KubeObject, entries: readonly ManagedFields[]): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  const order = ({ operation, time = '', manager }: ManagedFields) =>
    [operation, time, manager].join(' ');
  const managedFields = [...entries].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { ...object, metadata: entries.length > 0 ? { ...metadata, managedFields } : metadata };
}

/** Notes what a manager that does not apply has changed. */
export function recordUpdate(
  kind: Kind,
  live: KubeObject | undefined,
  next: KubeObject,
  manager: Manager,
  subresource?: string,
): KubeObject {
  // Nobody owns these in a real cluster either.
  if (kind === CERTIFICATE_SIGNING_REQUEST) return next;
  const entries = live?.metadata.managedFields ?? [];
  // What a namespace is given besides its label is nobody's.
  const after = fieldsOf(kind === NAMESPACE ? { metadata: next.metadata } : next, true);
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
  return owned(next, managedFields);
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

const changedFields = (before: FieldSet, after: FieldSet): string[] =>
  [...after].flatMap(([path, value]) =>
    before.has(path) && same(before.get(path), value) ? [] : [path],
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
  const managers = [...new Set(conflicts.map(({ entry }) => entry))].sort((a, b) =>
    a.manager < b.manager ? -1 : 1,
  );
  const lines = managers.flatMap((manager) => [
    `conflicts with ${described(manager)}:`,
    ...conflicts.filter(({ entry }) => entry === manager).map(({ path }) => `- ${readable(path)}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function described({ manager, operation, apiVersion, subresource }: ManagedFields): string {
  const name = JSON.stringify(manager) + (subresource ? ` with subresource "${subresource}"` : '');
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}
