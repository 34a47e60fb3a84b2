import { at, type KubeObject, listAt, textAt, textsAt } from './json';
import { CLUSTER_ROLE, type Kind, qualified, ROLE } from './kinds';
import { may } from './rbac';
import { ApiError, about } from './status';
import type { Store } from './store';
import type { User } from './user';

/**
 * Nobody gives away what they do not have themselves: not by a role, not by binding one.
 *
 * @throws {ApiError} 403
 */
export function checkEscalation(store: Store, user: User, kind: Kind, object: KubeObject): void {
  if (kind.group !== ROLE.group || user.groups.includes('system:masters')) return;
  const { namespace } = object.metadata;
  const binds = kind.kind.endsWith('Binding');
  const role = binds ? textAt(object, 'roleRef', 'name') : object.metadata.name;
  const roleKind =
    (binds ? at(object, 'roleRef', 'kind') : kind.kind) === 'Role' ? ROLE : CLUSTER_ROLE;
  const { group, resource } = roleKind;
  const verb = binds ? 'bind' : 'escalate';
  if (may(store, user, { verb, group, resource, name: role, namespace })) return;
  const place = roleKind === ROLE ? namespace : undefined;
  const rules = binds
    ? listAt(store.get(roleKind, place, role ?? ''), 'rules')
    : listAt(object, 'rules');
  const missing = rules.filter((rule) => !covers(store, user, rule, namespace));
  if (missing.length === 0) return;
  const groups = user.groups.map((name) => JSON.stringify(name)).join(' ');
  const message = `${qualified(kind)} "${object.metadata.name}" is forbidden: user "${user.name}" (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${missing.map(described).join('\n')}`;
  throw new ApiError(403, 'Forbidden', message, about(kind, object.metadata.name));
}

function covers(store: Store, user: User, rule: unknown, namespace?: string): boolean {
  const names = textsAt(rule, 'resourceNames');
  const paths = textsAt(rule, 'nonResourceURLs');
  return textsAt(rule, 'verbs').every(
    (verb) =>
      paths.every((path) => may(store, user, { verb, path })) &&
      textsAt(rule, 'apiGroups').every((group) =>
        textsAt(rule, 'resources').every((resource) =>
          (names.length > 0 ? names : [undefined]).every((name) =>
            may(store, user, { verb, group, resource, name, namespace }),
          ),
        ),
      ),
  );
}

function described(rule: unknown): string {
  const keys = [
    ['APIGroups', 'apiGroups'],
    ['Resources', 'resources'],
    ['ResourceNames', 'resourceNames'],
    ['NonResourceURLs', 'nonResourceURLs'],
    ['Verbs', 'verbs'],
  ] as const;
  const parts = keys.flatMap(([label, key]) => {
    const values = textsAt(rule, key);
    return values.length > 0
      ? [`${label}:[${values.map((v) => JSON.stringify(v)).join(' ')}]`]
      : [];
  });
  return `{${parts.join(', ')}}`;
}
