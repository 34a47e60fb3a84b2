import { at, type Fields, fieldsAt, type KubeObject, listAt, textAt, textsAt } from './json';
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING, ROLE, ROLE_BINDING } from './kinds';
import type { RequestInfo } from './request';
import { ApiError, about } from './status';
import type { Store } from './store';
import type { User } from './user';

/** What someone wants to do, as rules name it. */
export interface Action {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `services/proxy`. */
  readonly resource: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** Whether a user may do something, by the roles that are bound to them. */
export function may(
  store: Store,
  user: User,
  action: Action | ({ readonly path: string } & { readonly verb: string }),
): boolean {
  if (user.groups.includes('system:masters')) return true;
  const matching =
    'path' in action
      ? (rule: unknown) => allowsPath(rule, action.verb, action.path)
      : (rule: unknown) => allows(rule, action);
  const namespace = 'path' in action ? undefined : action.namespace;
  return rulesOf(store, user, namespace).some(matching);
}

/** @throws {ApiError} 403, with the words of the API server. */
export function authorize(store: Store, user: User, info: RequestInfo): void {
  const { resource, verb, path } = info;
  if (!resource) {
    if (may(store, user, { verb, path })) return;
    const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
    throw new ApiError(403, 'Forbidden', message, {});
  }
  const { group, name, namespace, subresource } = resource;
  const full = subresource ? `${resource.resource}/${subresource}` : resource.resource;
  // What is in the path of a namespace itself is of that namespace.
  const scope = resource.resource === 'namespaces' ? (namespace ?? name) : namespace;
  demand(store, user, { verb, group, resource: full, name, namespace: scope }, resource);
}

/**
 * @param subject - what the message is about
 * @throws {ApiError} 403
 */
export function demand(
  store: Store,
  user: User,
  action: Action,
  subject: { readonly group: string; readonly resource: string },
): void {
  if (may(store, user, action)) return;
  const { group, name, namespace, verb, resource } = action;
  const kind = subject.group === '' ? subject.resource : `${subject.resource}.${subject.group}`;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const what = `cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
  const object = name ? `${kind} "${name}"` : kind;
  const message = `${object} is forbidden: User "${user.name}" ${what}`;
  throw new ApiError(403, 'Forbidden', message, about(subject, name));
}

function rulesOf(store: Store, user: User, namespace: string | undefined): unknown[] {
  const bindings = [
    ...store.list(CLUSTER_ROLE_BINDING),
    ...(namespace === undefined ? [] : store.list(ROLE_BINDING, namespace)),
  ];
  return bindings
    .filter((binding) =>
      listAt(binding, 'subjects').some((subject) => isMeant(subject, user, binding)),
    )
    .flatMap((binding) => {
      const name = textAt(binding, 'roleRef', 'name') ?? '';
      const role =
        at(binding, 'roleRef', 'kind') === 'ClusterRole'
          ? store.find(CLUSTER_ROLE, undefined, name)
          : store.find(ROLE, binding.metadata.namespace, name);
      return role ? listAt(role, 'rules') : [];
    });
}

function isMeant(subject: unknown, user: User, binding: KubeObject): boolean {
  const name = textAt(subject, 'name') ?? '';
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = textAt(subject, 'namespace') ?? binding.metadata.namespace;
      return user.name === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}

function allows(rule: unknown, { verb, group, resource, name }: Action): boolean {
  const names = textsAt(rule, 'resourceNames');
  const subresource = resource.split('/')[1];
  return (
    has(textsAt(rule, 'verbs'), verb) &&
    has(textsAt(rule, 'apiGroups'), group) &&
    (has(textsAt(rule, 'resources'), resource) ||
      (subresource !== undefined && textsAt(rule, 'resources').includes(`*/${subresource}`))) &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  );
}

const allowsPath = (rule: unknown, verb: string, path: string): boolean =>
  has(textsAt(rule, 'verbs'), verb) &&
  textsAt(rule, 'nonResourceURLs').some((allowed) =>
    allowed.endsWith('*') ? path.startsWith(allowed.slice(0, -1)) : allowed === path,
  );

const has = (list: readonly string[], wanted: string) =>
  list.includes('*') || list.includes(wanted);

/** The status of a SubjectAccessReview, of oneself or of another. */
export function reviewAccess(store: Store, user: User, review: Fields): Fields {
  const path = textAt(review, 'spec', 'nonResourceAttributes', 'path');
  const attributes = fieldsAt(
    review,
    'spec',
    path ? 'nonResourceAttributes' : 'resourceAttributes',
  );
  const text = (key: string) => textAt(attributes, key);
  const verb = text('verb') ?? '';
  const resource = [text('resource'), text('subresource')].filter(Boolean).join('/');
  const {
    group = '',
    name,
    namespace,
  } = { group: text('group'), name: text('name'), namespace: text('namespace') };
  const action = path ? { verb, path } : { verb, group, resource, name, namespace };
  return { allowed: may(store, user, action) };
}
