import { sideBySide } from '../client/side-by-side';
import { ClusterWork, type Run } from './cluster';
import { connect } from './connect';
import { memoryName, type Remembered } from './memory';
import type { ApplyFleetOptions } from './options';
import { wentWell } from './outcome';
import { fleetId, placeOf, type Targets } from './target';

/** What was applied in this run. */
interface Applied {
  readonly targets: Targets;
  readonly hub: ClusterWork;
  /** Members, as far as they were chosen. */
  readonly applied: readonly ClusterWork[];
}

/**
 * The members that the hub remembers and the fleet file no longer has, with what of theirs can go.
 * Those that cannot be asked are noted with the hub: the fleet is well without them.
 */
export async function leavers(
  { fleet, kubeconfig, parallel, prune }: ApplyFleetOptions,
  run: Run,
  { targets, hub, applied }: Applied,
): Promise<ClusterWork[]> {
  if (!prune) return [];
  const known = new Set(fleet.members.map(({ name }) => name));
  const remembered = (await run.memory)?.members ?? new Map<string, Remembered>();
  const gone = [...remembered].filter(([name]) => !known.has(name));
  const found = new Map(applied.map(({ target, uid }) => [target.owner.name, uid]));
  const works = await sideBySide(gone, parallel, async ([name, last]) => {
    const { kubeContext, namespace, uid } = last;
    const owner = { fleet: fleetId(fleet.hub), role: 'member', name } as const;
    const target = { owner, kubeContext, namespace, objects: () => [] };
    const work = new ClusterWork(target, connect(kubeconfig, kubeContext), run, { left: true });
    // An entry with another name by now, which may not have been applied, or not have gone well.
    const there = fleet.members.filter(
      (member) =>
        member.kubeContext === kubeContext ||
        (found.get(member.name) ?? remembered.get(member.name)?.uid) === uid,
    );
    await work.leave(
      uid,
      there.flatMap((member) => targets.member(member).objects()),
    );
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
