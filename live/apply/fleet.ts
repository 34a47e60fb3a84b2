import type { PrometheusServer } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import { sideBySide } from '../client/side-by-side';
import { listed } from '../listed';
import { refreshVolumes } from '../refresh-volumes';
import { ClusterWork, type Preparation, type Run } from './cluster';
import { connect } from './connect';
import { hubPreparation, remember } from './hub';
import { Claims } from './identity';
import { leavers } from './left';
import { recall } from './memory';
import { nameOf } from './object-name';
import type { ApplyFleetOptions } from './options';
import { type ClusterOutcome, called, wentWell } from './outcome';
import { type Removal, removalObjection } from './removal-guard';
import { fleetId, placeOf, type Target, targetsOf } from './target';

/** What came of an apply. */
export interface FleetOutcome {
  /** Members in the order of the fleet file, what has left, the hub. */
  readonly clusters: readonly ClusterOutcome[];
  /** Why nothing was deleted, and what would have been; absent where all that was to go is gone. */
  readonly refusal?: Refusal;
}

export interface Refusal {
  readonly why: string;
  readonly removals: readonly Removal[];
}

/**
 * Applies a fleet: members side by side, then the hub; deletes what earlier applies made and is no
 * longer rendered; waits until pods are ready. What fails on one cluster stops no other.
 */
export async function applyFleet(options: ApplyFleetOptions): Promise<FleetOutcome> {
  const { fleet, members, kubeconfig, parallel, progress } = options;
  const targets = targetsOf(fleet);
  const hubTarget = targets.hub();
  const claims = new Claims(fleetId(fleet.hub), new Set(fleet.members.map(({ name }) => name)));
  const hubConnection = connect(kubeconfig, hubTarget.kubeContext);
  const run: Run = {
    ...options,
    claims,
    memory: recall(hubConnection, placeOf(fleet.hub)).catch(unlessFailure),
    onStep: (cluster, step) => progress.at(cluster, step),
  };
  const begin = async (target: Target, connection: ApiConnection, prepare?: Preparation) => {
    const work = new ClusterWork(target, connection, run, { prepare });
    await work.apply();
    // Whoever waits for pods is not done yet.
    if (!wentWell(work.outcome)) progress.done(called(work.outcome), false);
    return work;
  };
  const works = await sideBySide(members, parallel, async (member) => {
    const work = await begin(targets.member(member), connect(kubeconfig, member.kubeContext));
    await refreshed(work, member.monitor?.server, options.dryRun);
    return work;
  });
  const hub = options.hub
    ? await begin(hubTarget, hubConnection, hubPreparation(fleet, options.dryRun))
    : undefined;
  if (hub) await refreshed(hub, fleet.hub.server, options.dryRun);
  const left = hub?.isRight ? await leavers(options, run, { targets, hub, applied: works }) : [];
  const all = [...works, ...left, ...(hub ? [hub] : [])];
  const waiting = all.filter(({ outcome }) => wentWell(outcome));
  const refusal = await pruned(options, all, hub);
  if (hub?.isRight && !options.dryRun) await remember(hub, fleet, works, left, await run.memory);
  await waited(options, waiting);
  for (const work of all) work.close();
  hubConnection.close();
  return { clusters: all.map(({ outcome }) => outcome), refusal };
}

/** Has a Prometheus see at once what may be new in the files that its pods mount. */
async function refreshed(
  work: ClusterWork,
  server: PrometheusServer | undefined,
  dryRun: boolean,
): Promise<void> {
  const { created, changed } = work.outcome;
  if (!server || dryRun || created + changed === 0) return;
  await work.guarded(async (resources) => void (await refreshVolumes(resources, server)));
}

/** A hub that does not answer remembers nothing; that it does not is said when it is its turn. */
function unlessFailure(error: unknown): undefined {
  if (!(error instanceof ClusterFailure)) throw error;
}

/** Deletes what can go, everywhere or nowhere; with a dry run only says what. */
async function pruned(
  { dryRun, prune, maxRemoved, parallel, confirm }: ApplyFleetOptions,
  works: readonly ClusterWork[],
  hub: ClusterWork | undefined,
): Promise<Refusal | undefined> {
  if (!prune) return undefined;
  // A hub that goes on as it was may be asking for what members no longer need.
  if (hub && !wentWell(hub.outcome)) {
    for (const { outcome, prunable } of works) {
      const names = prunable.deletable.map(nameOf);
      if (names.length === 0) continue;
      outcome.notes.push(
        `what is no longer rendered stays as long as the hub is not applied, found ${listed(names)}`,
      );
    }
    return undefined;
  }
  const removals = works.flatMap(({ outcome, prunable: { deletable }, losesAll }) =>
    deletable.length === 0
      ? []
      : [{ cluster: called(outcome), objects: deletable.map(nameOf), losesAll }],
  );
  const earlier = works.reduce((sum, work) => sum + work.earlier, 0);
  const why = removalObjection(removals, earlier, maxRemoved);
  if (dryRun) {
    for (const { outcome, prunable } of works) {
      outcome.pruned = prunable.deletable.length;
      const gone = prunable.deletable.map(nameOf);
      outcome.differences.push(
        ...gone.map((object) => ({ object, action: 'delete' as const, changes: [] })),
      );
    }
  }
  if (why !== undefined && !(await confirm?.(removals, why))) return { why, removals };
  if (dryRun) return undefined;
  const ready = works.filter(({ isRight, outcome }) => isRight && wentWell(outcome));
  await sideBySide(ready, parallel, (work) => work.prune());
  return undefined;
}

/** All at once: waiting asks for little, and one that is slow would keep others from being told. */
async function waited(
  { waitMs, dryRun, progress }: ApplyFleetOptions,
  works: readonly ClusterWork[],
): Promise<void> {
  const until = Date.now() + (waitMs ?? 0);
  await Promise.all(
    works.map(async (work) => {
      const { outcome } = work;
      if (waitMs !== undefined && !dryRun && wentWell(outcome)) await work.wait(until);
      if (!outcome.left) progress.done(called(outcome), wentWell(outcome));
    }),
  );
}
