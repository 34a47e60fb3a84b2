import { type Diagnostic, error } from '../../diagnostics';
import type { Fleet } from '../types';

/** A member's credentials are for its own API server: no other target is to be shown them. */
export function checkSecrets({ hub, members }: Fleet): Diagnostic[] {
  const owners = new Map<string, string>();
  const shared = members.flatMap(({ name, job, place }) => {
    const { secretName } = job.credentials;
    const owner = owners.get(secretName);
    if (owner === undefined) owners.set(secretName, name);
    if (owner === undefined) return [];
    const message = `a member's Secret is its own, found "${secretName}", which cluster "${owner}" has, write another`;
    return [error('duplicate-name', place('auth', 'secretName'), message)];
  });
  const mounted = hub.server.secrets.flatMap(({ name }, index) => {
    const owner = owners.get(name);
    if (owner === undefined) return [];
    const message = `the credentials of a member are for its API server alone, found "${name}" of cluster "${owner}", leave it out`;
    return [error('shared-credentials', hub.place('secrets', index), message)];
  });
  return [...shared, ...mounted];
}
