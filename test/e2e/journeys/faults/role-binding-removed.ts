import type { Fault } from '../../harness/fault';
import { NAMESPACE } from '../../harness/hub';
import { kubectl } from '../../harness/kubectl';
import type { Stand } from '../../harness/stand';

/** The member takes the hub's access away, and gives it back with what was rendered. */
export function roleBindingRemoved(stand: Stand, member: string): Fault {
  const binding = stand.manifests(member).find(({ kind }) => kind === 'RoleBinding');
  if (binding === undefined) throw new Error(`${member} has no RoleBinding`);
  const args = ['-n', NAMESPACE, 'delete', 'rolebinding', binding.metadata.name];
  return {
    member,
    error: /403 Forbidden/,
    diagnosis: 'rolebinding-missing',
    cause: async () => {
      await kubectl(stand.member(member), args);
    },
    remove: () => stand.apply(member),
  };
}
