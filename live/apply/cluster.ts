import type { ApiConnection } from '../client/connection';
import { ClusterFailure, refusal } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import { type KubeObject, type ObjectRef, Resources } from '../client/resources';
import { contains } from './content';
import { explainedFailure } from './explain';
import type { Claims } from './identity';
import { IDENTITY_PATH, identityIn, type Memory } from './memory';
import { keyOf } from './object-name';
import { applyObjects } from './objects';
import { type ClusterOutcome, noOutcome, wentWell } from './outcome';
import { appliersOf, isDeletable, type Prunable, prunableOf } from './prunable';
import { isWorkload } from './ready';
import { type AppliedRecord, hashOf, recordObject, sameOwner } from './record';
import { stagesOf } from './stages';
import { type Standing, standingOf } from './standing';
import type { Target } from './target';
import { waitUntilReady } from './wait';

/** What all clusters of a run have in common. */
export interface Run {
  readonly claims: Claims;
  /** What the hub remembers; undefined if it does not answer. */
  readonly memory: Promise<Memory | undefined>;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly forceConflicts: boolean;
  /** Whether what is no longer rendered is looked for. */
  readonly prune: boolean;
  readonly onStep: (cluster: string, step: string) => void;
}

/** What a cluster needs beside its objects. */
export type Preparation = (
  resources: Resources,
  connection: ApiConnection,
  outcome: ClusterOutcome,
) => Promise<void>;

/** The work on one cluster: identify, apply, prune, wait. Each step enters what came of it. */
export class ClusterWork {
  readonly outcome: ClusterOutcome;
  /** Whether it is the right cluster, as far as anyone knows. */
  isRight = false;
  /** Its identity; absent where it is not for us to see. */
  uid?: string;
  /** What is to be deleted, once it is known. */
  prunable: Prunable = { deletable: [], left: [] };
  private readonly resources: Resources;
  private readonly prepare?: Preparation;
  private standing: Standing = { objects: new Map(), records: [] };
  private objects: readonly KubeObject[] = [];
  private workloads: readonly KubeObject[] = [];

  /**
   * @param left - whether the fleet file no longer has it
   * @param prepare - done when the namespaces are there, before its other objects
   */
  constructor(
    readonly target: Target,
    private readonly connection: ApiConnection,
    private readonly run: Run,
    { left = false, prepare }: { left?: boolean; prepare?: Preparation } = {},
  ) {
    this.prepare = prepare;
    const { owner, kubeContext } = target;
    this.outcome = noOutcome({ role: owner.role, name: owner.name, kubeContext, left });
    this.resources = new Resources(connection);
  }

  /** Objects that earlier applies made and that can be deleted. */
  earlier = 0;
  /** Whether none of them is rendered any more. */
  losesAll = false;

  /** Applies everything, unless it is the wrong cluster. */
  async apply(): Promise<void> {
    await this.guarded(async () => {
      if (!(await this.identify())) return;
      const { dryRun, forceConflicts } = this.run;
      const hashes = new Map(this.objects.map((object) => [keyOf(object), hashOf(object)]));
      const last = this.record?.hashes;
      const isAsLast = (object: ObjectRef) =>
        last?.get(keyOf(object)) === hashes.get(keyOf(object));
      const keep = (trusted: readonly ObjectRef[]) => {
        const known = trusted.map(
          (object) => [keyOf(object), hashes.get(keyOf(object)) ?? ''] as const,
        );
        return this.keepRecord(this.everything(), new Map(known));
      };
      const applied = await applyObjects(this.resources, this.objects, this.outcome, {
        known: this.standing.objects,
        isUnchanged: (object, live) =>
          isAsLast(object) &&
          contains(live, object) &&
          appliersOf(live.metadata.managedFields).includes(FIELD_MANAGER),
        dryRun,
        forceConflicts,
        onStep: (step) => this.step(step),
        afterNamespaces: async () => {
          if (!dryRun) await this.recorded(() => keep(this.objects.filter(isAsLast)));
          await this.guarded(async (...at) => this.prepare?.(...at, this.outcome));
        },
      });
      this.workloads = applied.filter(isWorkload);
      if (!dryRun) await keep(applied);
      if (!dryRun) await this.takeOver();
      // What is left of an earlier version may be all that works as long as the new one does not.
      if (wentWell(this.outcome)) await this.findPrunable();
    });
    this.connection.rest();
  }

  /** Looks at what a cluster has that left the fleet. */
  async leave(uid: string): Promise<void> {
    await this.guarded(async () => {
      this.step('asks what is left');
      const found = await this.findOut();
      if (found !== uid) {
        const message = `${this.outcome.name} has left the fleet, but its context leads to another cluster by now, found the identity ${found} where it was ${uid}, delete its objects yourself`;
        throw new ClusterFailure('refused', message);
      }
      this.uid = uid;
      this.isRight = true;
      await this.findPrunable();
    });
  }

  /** Deletes what can go, in the reverse order, and forgets it. */
  async prune(): Promise<void> {
    await this.guarded(async () => {
      const stages = stagesOf(this.prunable.deletable).reverse();
      for (const stage of stages) {
        this.step(`deletes ${stage[0]?.kind}s`);
        const done = await Promise.all(stage.map((object) => this.resources.delete(object)));
        this.outcome.pruned += done.filter((wasThere) => wasThere).length;
      }
      await this.keepRecord(this.objects, this.record?.hashes);
    });
    this.connection.rest();
  }

  /** Waits until the workloads are ready. */
  async wait(until: number): Promise<void> {
    await this.guarded(async () => {
      const onStep = (step: string) => this.step(step);
      const late = await waitUntilReady(this.resources, this.workloads, { until, onStep });
      this.outcome.problems.push(...late);
    });
  }

  close(): void {
    this.connection.close();
  }

  /** Runs a step with the connection, such as what only the hub needs; a failure is entered. */
  async guarded(
    work: (resources: Resources, connection: ApiConnection) => Promise<void>,
  ): Promise<void> {
    try {
      await work(this.resources, this.connection);
    } catch (error) {
      if (error instanceof Unrecorded) this.outcome.problems.splice(0, Infinity, ...error.problems);
      else if (error instanceof ClusterFailure) {
        this.outcome.problems.push(explainedFailure(error));
      } else throw error;
    }
  }

  /** Without a record nothing is applied; what else would be refused is said all the same. */
  private async recorded(keep: () => Promise<void>): Promise<void> {
    try {
      await keep();
    } catch (error) {
      const scratch = noOutcome(this.outcome);
      const tried = { known: this.standing.objects, isUnchanged: () => false, dryRun: true };
      const quiet = { ...tried, forceConflicts: false, onStep: () => {} };
      await applyObjects(this.resources, this.objects, scratch, quiet);
      throw scratch.problems.length > 0 ? new Unrecorded(scratch.problems) : error;
    }
  }

  private get record(): AppliedRecord | undefined {
    return this.standing.records.find(({ owner }) => sameOwner(owner, this.target.owner));
  }

  /** Finds out which cluster it is, and what is there; gives whether it is the right one. */
  private async identify(): Promise<boolean> {
    const { claims, memory, force } = this.run;
    const { owner, kubeContext, objects } = this.target;
    this.step('asks what is there');
    this.objects = objects();
    const uid = await this.findOut();
    const remembered = await memory;
    const { records } = this.standing;
    const found = { owner, kubeContext, uid, objects: this.objects, records };
    const objection = claims.objection(found, remembered);
    if (objection && !force) {
      this.outcome.problems.push(objection);
      return false;
    }
    this.uid = uid;
    this.isRight = true;
    return true;
  }

  /** The cluster's identity, and what stands there; who may not see the former goes without. */
  private async findOut(): Promise<string | undefined> {
    const [identity, standing] = await Promise.all([
      this.connection.request({ path: IDENTITY_PATH }),
      standingOf(this.resources, this.objects, this.target.namespace),
    ]);
    const { status, body } = identity;
    if (status >= 300 && status !== 403) throw refusal('GET', IDENTITY_PATH, status, body);
    this.standing = standing;
    const made = (this.record?.objects ?? []).filter(isDeletable);
    const rendered = new Set(this.objects.map(keyOf));
    this.earlier = made.length;
    this.losesAll = !made.some((object) => rendered.has(keyOf(object)));
    return identityIn(body);
  }

  /** Whether nothing of it is left there. */
  get isGone(): boolean {
    return this.record === undefined;
  }

  private async findPrunable(): Promise<void> {
    if (!this.run.prune) return;
    const { owner } = this.target;
    const rendered = new Set(this.objects.map(keyOf));
    const gone = (this.record?.objects ?? []).filter((ref) => !rendered.has(keyOf(ref)));
    const others = this.standing.records.filter((record) => !sameOwner(record.owner, owner));
    const keys = new Set(others.flatMap(({ objects }) => objects.map(keyOf)));
    this.prunable = await prunableOf(this.resources, gone, this.standing.objects, keys);
    this.outcome.notes.push(...this.prunable.left);
  }

  /** What is rendered, and what was. */
  private everything() {
    return [...(this.record?.objects ?? []), ...this.objects];
  }

  /** Writes down what is there of this owner, before it is; nothing at all ends the record. */
  private async keepRecord(
    objects: AppliedRecord['objects'],
    hashes: AppliedRecord['hashes'] = new Map(),
  ): Promise<void> {
    const { owner, namespace } = this.target;
    const before = this.record;
    const hubUid = (await this.run.memory)?.hubUid ?? before?.hubUid;
    const record = { owner, namespace, hubUid, objects, hashes };
    const wanted = recordObject(record);
    const moved = before !== undefined && before.namespace !== namespace;
    if (objects.length > 0) {
      const same = before && JSON.stringify(recordObject(before)) === JSON.stringify(wanted);
      if (!same) await this.resources.apply(wanted, { manager: FIELD_MANAGER, force: true });
    }
    if (before && (moved || objects.length === 0))
      await this.resources.delete(recordObject(before));
    const others = this.standing.records.filter((other) => other !== before);
    this.standing = {
      ...this.standing,
      records: objects.length > 0 ? [...others, record] : others,
    };
  }

  /** Objects that were taken over by force are no longer their earlier owners'. */
  private async takeOver(): Promise<void> {
    const { owner } = this.target;
    const { records } = this.standing;
    const rivals = this.run.claims.rivals({ owner, objects: this.objects, records });
    const taken = new Set(this.objects.map(keyOf));
    for (const rival of rivals) {
      const objects = rival.objects.filter((object) => !taken.has(keyOf(object)));
      const kept = recordObject({ ...rival, objects });
      if (objects.some(isDeletable)) {
        await this.resources.apply(kept, { manager: FIELD_MANAGER, force: true });
      } else await this.resources.delete(kept);
    }
  }

  private step(step: string): void {
    this.run.onStep(this.outcome.name, step);
  }
}

/** There can be no record: everything that would be refused with it. */
class Unrecorded extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}
