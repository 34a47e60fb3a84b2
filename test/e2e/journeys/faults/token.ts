import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Cluster } from '../../harness/cluster';
import { Continuity } from '../../harness/continuity';
import { readToken } from '../../harness/credentials';
import type { Fault } from '../../harness/fault';
import { INTERVAL } from '../../harness/fleet-file';
import { kubectl, kubectlJson, put } from '../../harness/kubectl';
import { say } from '../../harness/log';
import type { Manifest } from '../../harness/manifests';
import type { Stand } from '../../harness/stand';
import { until } from '../../local';

const TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT = 'kubernetes.io/service-account.name';
/** The day on which the API server last saw the token: not there until it does. */
const LAST_USED = 'kubernetes.io/legacy-token-last-used';
/** API servers believe for ten seconds that a token is valid. */
const BELIEVED_MS = 10_000;

/** A second token is delivered, and the first one deleted when the second is in use. */
export async function tokenRotated(stand: Stand, member: string): Promise<void> {
  const cluster = stand.member(member);
  const { metadata } = rendered(stand, member);
  const { namespace = '' } = metadata;
  const name = second(metadata.name);
  const incarnation = await stand.hub.incarnation();
  const watched = await Continuity.begin(stand.hub);
  await put(cluster, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, annotations: { [ACCOUNT]: metadata.annotations?.[ACCOUNT] } },
    type: TYPE,
  });
  const started = Date.now();
  await stand.deliver(member, await readToken(cluster, namespace, name));
  const args = ['-n', namespace, 'get', 'secret', name];
  await until('the second token to be used', async () => {
    return LAST_USED in ((await kubectlJson<Manifest>(cluster, args)).metadata.labels ?? {});
  });
  say(`used ${((Date.now() - started) / 1000).toFixed(0)} s after it was delivered`);
  // The other replica reads the same volume's file with its next request.
  await setTimeout(2 * INTERVAL * 1000);
  await deleteSecret(cluster, namespace, metadata.name);
  await setTimeout(BELIEVED_MS + INTERVAL * 1000);
  await watched.everyReplicaScraped(member);
  assert.deepEqual(await stand.hub.incarnation(), incarnation);
}

/** The member deletes the token that the hub has, and makes another with what was rendered. */
export function tokenDeleted(stand: Stand, member: string): Fault {
  const { metadata } = rendered(stand, member);
  return {
    member,
    error: /401 Unauthorized/,
    diagnosis: 'credential-refused',
    cause: () => deleteSecret(stand.member(member), metadata.namespace, second(metadata.name)),
    remove: async () => {
      await stand.apply(member);
      await stand.deliver(member, await stand.credentials(member));
    },
  };
}

function second(name: string): string {
  return `${name}-2`;
}

/** The Secret that was rendered for the token. */
function rendered(stand: Stand, member: string): Manifest {
  const secret = stand.manifests(member).find(({ kind }) => kind === 'Secret');
  assert.ok(secret, `${member} has no Secret for a token`);
  return secret;
}

async function deleteSecret(cluster: Cluster, namespace = '', name = ''): Promise<void> {
  await kubectl(cluster, ['-n', namespace, 'delete', 'secret', name]);
}
