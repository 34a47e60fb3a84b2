import type { Credentials } from '../model/types';
import type { Mount } from './mount';

/**
 * The members' Secrets as one read-only directory, a subdirectory per member.
 *
 * Projected, so that a rotated Secret shows up without a restart, and optional, so that a
 * missing one leaves only its own member without credentials. The files belong to root; mode
 * 0400 and the pod's group let Prometheus, and no other user, read them.
 * https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export function statestoreMount(path: string, members: readonly Credentials[]): Mount {
  return {
    path,
    volume: {
      name: 'statestore',
      projected: {
        defaultMode: 0o400,
        sources: members.map(({ secretName, items }) => ({
          secret: { name: secretName, optional: true, items: items.map((item) => ({ ...item })) },
        })),
      },
    },
  };
}
