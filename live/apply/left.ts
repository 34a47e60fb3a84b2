import { sideBySide } from '../client/side-by-side';
import { ClusterWork, type Run } from './cluster';
import { connect } from './connect';
import { memoryName } from './memory';
import type { ApplyFleetOptions } from './options';
import { wentWell } from './outcome';
import { fleetId, placeOf } from './target';

/**
 * The members that the hub remembers and the fleet file no longer has, with what of theirs can go.
 * Those that cannot be asked are noted with the hub: the fleet is well without them.
 */
export async function leavers(
  { fleet, kubeconfig, parallel, prune }: ApplyFleetOptions,
  run: Run,
  hub: ClusterWork,
): Promise<ClusterWork[]> {
  if (!prune) return [];
  const known = new Set(fleet.members.map(({ name }) => name));
  const gone = [...((await run.memory)?.members ?? [])].filter(([name]) => !known.has(name));
  const works = await sideBySide(gone, parallel, async ([name, last]) => {
    const { kubeContext, namespace, uid } = last;
    const owner = { fleet: fleetId(fleet.hub), role: 'member', name } as const;
    const target = { owner, kubeContext, namespace, objects: () => [] };
    const work = new ClusterWork(target, connect(kubeconfig, kubeContext), run, { left: true });
    await work.leave(uid);
    if (wentWell(work.outcome)) return [work];
    work.close();
    const why = work.outcome.problems.join('; ');
    hub.outcome.notes.push(
      `${name} has left the fleet, and its objects stay: ${why}; to forget it: ${forgetting(name)}`,
    );
    return [];
  });
  return works.flat();

  function forgetting(name: string): string {
    const place = placeOf(fleet.hub);
    const patch = JSON.stringify({ data: { [name]: null } });
    return `kubectl --context ${fleet.hub.kubeContext} patch configmap ${memoryName(place)} -n ${place.namespace} --type merge -p '${patch}'`;
  }
}
