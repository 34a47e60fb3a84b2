import { isDeepStrictEqual } from 'node:util';
import type { Fleet } from '../../model/types';
import { ClusterFailure } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import type { ClusterWork, Preparation } from './cluster';
import { hasGrafanaSecret, howToRead, makeGrafanaSecret } from './grafana-secret';
import { type Memory, memoryObject, type Remembered } from './memory';
import { wentWell } from './outcome';
import { placeOf } from './target';

/** Makes Grafana's Secret, if there is none, before Grafana needs it. */
export function hubPreparation({ hub }: Fleet, dryRun: boolean): Preparation {
  const { grafana, kubeContext } = hub;
  return async (resources, connection, { notes }) => {
    if (!grafana) return;
    const name = `Secret ${grafana.namespace}/${grafana.adminSecret}`;
    if (dryRun) {
      if (await hasGrafanaSecret(resources, grafana)) return;
      notes.push(`${name} would be made, with a random password for Grafana`);
    } else if (await makeGrafanaSecret(connection, grafana)) {
      notes.push(
        `${name} is made, with a random password for Grafana: ${howToRead(grafana, kubeContext)}`,
      );
    }
  };
}

/** Has the hub remember who its members are, without those whose objects are gone. */
export async function remember(
  hub: ClusterWork,
  { hub: model }: Fleet,
  members: readonly ClusterWork[],
  left: readonly ClusterWork[],
  before: Memory | undefined,
): Promise<void> {
  await hub.guarded(async (resources) => {
    // What it remembers is not to be lost because it could not be read.
    if (!before) {
      const message =
        'the members that it remembers could not be read in time, so that none was looked for that has left, and none of this run is remembered; apply again';
      throw new ClusterFailure('unreachable', message);
    }
    const now = new Map<string, Remembered>(before.members);
    for (const { uid, isRight, target } of members) {
      const { owner, kubeContext, namespace } = target;
      if (isRight && uid !== undefined) now.set(owner.name, { uid, namespace, kubeContext });
    }
    for (const { outcome, isGone } of left) {
      if (isGone && wentWell(outcome)) now.delete(outcome.name);
    }
    if (isDeepStrictEqual(now, before.members)) return;
    const wanted = memoryObject(placeOf(model), now);
    await resources.apply(wanted, { manager: FIELD_MANAGER, force: true });
  });
}
