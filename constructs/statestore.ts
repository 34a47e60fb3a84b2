import type { Credentials, Hub, StatestoreSecret } from '../model/types';
import type { Mount } from './mount';

/** The files belong to root; this and the pod's group let Prometheus, and no other user, read them. */
const MODE = 0o400;

export interface StatestoreProps extends Pick<Hub, 'statestore' | 'statestoreSecrets'> {
  /** Those of members that have Secrets of their own. */
  readonly credentials: readonly Credentials[];
}

/**
 * The members' credentials as read-only files below one directory.
 *
 * A rotated Secret shows up without a restart, and a missing one, as all are optional, leaves only
 * its own members without credentials.
 */
export const statestoreMounts = ({
  statestore,
  statestoreSecrets,
  credentials,
}: StatestoreProps): Mount[] =>
  statestoreSecrets
    ? statestoreSecrets.map((secret) => whole(statestore, secret))
    : [projected(statestore, credentials)];

/** A Secret that members share, with all that is ever in it: its files are named as its keys. */
const whole = (statestore: string, { name, volume, directory }: StatestoreSecret): Mount => ({
  path: `${statestore}/${directory}`,
  volume: { name: volume, secret: { secretName: name, optional: true, defaultMode: MODE } },
});

/**
 * The Secrets of all members, a subdirectory for each.
 *
 * https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
const projected = (statestore: string, members: readonly Credentials[]): Mount => ({
  path: statestore,
  volume: {
    name: 'statestore',
    projected: {
      defaultMode: MODE,
      sources: members.map(({ secretName, items }) => ({
        secret: {
          name: secretName,
          optional: true,
          items: items.map(({ key, path }) => ({ key, path })),
        },
      })),
    },
  },
});
