import type { ApiConnection } from '../client/connection';
import { ClusterFailure, refusal } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import { type KubeObject, type ObjectRef, Resources } from '../client/resources';
import { contains } from './content';
import { explainedFailure } from './explain';
import { type Claims, otherHub } from './identity';
import { IDENTITY_PATH, identityIn, type Memory } from './memory';
import { keyOf } from './object-name';
import { applyObjects } from './objects';
import { type ClusterOutcome, called, noOutcome, wentWell } from './outcome';
import { appliersOf, isDeletable, type Prunable, prunableOf } from './prunable';
import { isWaitedFor } from './ready';
import { type AppliedRecord, hashOf } from './record';
import { RecordKeeper } from './record-keeper';
import { stagesOf } from './stages';
import { standingOf } from './standing';
import type { Target } from './target';
import { recorded, Unrecorded } from './unrecorded';
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
  private readonly records: RecordKeeper;
  /** What is there, by `keyOf`, as far as it is listed. */
  private known: ReadonlyMap<string, KubeObject> = new Map();
  private objects: readonly KubeObject[] = [];
  private workloads: readonly KubeObject[] = [];
  /** Keys of what others have there that are in the fleet file, applied or not. */
  private successors: ReadonlySet<string> = new Set();

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
    const { owner, kubeContext, namespace } = target;
    this.outcome = noOutcome({ role: owner.role, name: owner.name, kubeContext, left });
    this.resources = new Resources(connection);
    this.records = new RecordKeeper(this.resources, owner, namespace);
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
      const last = this.records.record?.hashes;
      const isAsLast = (object: ObjectRef) =>
        last?.get(keyOf(object)) === hashes.get(keyOf(object));
      const keep = (trusted: readonly ObjectRef[]) => {
        const known = trusted.map(
          (object) => [keyOf(object), hashes.get(keyOf(object)) ?? ''] as const,
        );
        return this.keepRecord(this.everything(), new Map(known));
      };
      const applied = await applyObjects(this.resources, this.objects, this.outcome, {
        known: this.known,
        isUnchanged: (object, live) =>
          isAsLast(object) &&
          contains(live, object) &&
          appliersOf(live.metadata.managedFields).includes(FIELD_MANAGER),
        dryRun,
        forceConflicts,
        onStep: (step) => this.step(step),
        afterNamespaces: async () => {
          const first = () => keep(this.objects.filter(isAsLast));
          const { resources, objects, known } = this;
          if (!dryRun) await recorded(first, this.outcome, { resources, objects, known });
          await this.guarded(async (...at) => this.prepare?.(...at, this.outcome));
        },
      });
      this.workloads = applied.filter(isWaitedFor);
      if (!dryRun) {
        await keep(applied);
        await this.takeOver();
      }
      // What is left of an earlier version may be all that works as long as the new one does not.
      if (wentWell(this.outcome)) await this.findPrunable();
    });
    this.connection.rest();
  }

  /**
   * Looks at what a cluster has that left the fleet.
   *
   * @param uid - the identity that its cluster had
   * @param successors - what members have there that are in the fleet file: it is not to be deleted
   */
  async leave(uid: string, successors: readonly ObjectRef[]): Promise<void> {
    await this.guarded(async () => {
      this.step('asks what is left');
      const found = await this.findOut();
      if (found !== uid) {
        const message = `${this.outcome.name} has left the fleet, but its context leads to another cluster by now, found the identity ${found} where it was ${uid}, delete its objects yourself`;
        throw new ClusterFailure('refused', message);
      }
      await this.records.lookCloser();
      this.count();
      const objection = otherHub(this.records.record, await this.run.memory);
      if (objection !== undefined) throw new ClusterFailure('refused', objection);
      this.uid = uid;
      this.isRight = true;
      this.successors = new Set(successors.map(keyOf));
      await this.findPrunable();
    });
  }

  /** Deletes what can go, in the reverse order, and forgets it. */
  async prune(): Promise<void> {
    await this.guarded(async () => {
      for (const stage of stagesOf(await this.stillDeletable()).reverse()) {
        this.step(`deletes ${stage[0]?.kind}s`);
        const done = await Promise.all(stage.map((object) => this.resources.delete(object)));
        this.outcome.pruned += done.filter((wasThere) => wasThere).length;
      }
      await this.keepRecord(this.objects, this.records.record?.hashes);
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

  /** Finds out which cluster it is, and what is there; gives whether it is the right one. */
  private async identify(): Promise<boolean> {
    const { claims, memory, force } = this.run;
    const { owner, kubeContext, objects } = this.target;
    this.step('asks what is there');
    this.objects = objects();
    const uid = await this.findOut();
    const remembered = await memory;
    this.uid = uid;
    const found = { owner, kubeContext, uid, objects: this.objects, records: this.records.all };
    const objection = claims.objection(found, remembered);
    if (objection && !force) {
      this.outcome.problems.push(objection);
      return false;
    }
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
    this.known = standing.objects;
    this.records.all = standing.records;
    this.count();
    return identityIn(body);
  }

  private count(): void {
    const made = (this.records.record?.objects ?? []).filter(isDeletable);
    const rendered = new Set(this.objects.map(keyOf));
    this.earlier = made.length;
    this.losesAll = !made.some((object) => rendered.has(keyOf(object)));
  }

  /** Whether nothing of it is left there. */
  get isGone(): boolean {
    return this.records.record === undefined;
  }

  private async findPrunable(): Promise<void> {
    if (!this.run.prune) return;
    this.prunable = await this.prunableNow();
    this.outcome.notes.push(...this.prunable.left);
  }

  private prunableNow(): Promise<Prunable> {
    const rendered = new Set(this.objects.map(keyOf));
    const made = this.records.record?.objects ?? [];
    const gone = made.filter((ref) => !rendered.has(keyOf(ref)));
    const others = new Set([...this.records.keysOfOthers, ...this.successors]);
    return prunableOf(this.resources, gone, this.known, others);
  }

  /** Of what was to go, what may go now: whoever was asked may have taken a day to answer. */
  private async stillDeletable(): Promise<readonly KubeObject[]> {
    const agreed = new Set(this.prunable.deletable.map(keyOf));
    if (agreed.size === 0) return [];
    await this.findOut();
    await this.records.lookCloser();
    const { deletable, left } = await this.prunableNow();
    this.outcome.notes.push(...left.filter((line) => !this.prunable.left.includes(line)));
    return deletable.filter((object) => agreed.has(keyOf(object)));
  }

  /** What is rendered, and what was. */
  private everything() {
    return [...(this.records.record?.objects ?? []), ...this.objects];
  }

  /** Writes down what is there of this owner, before it is. */
  private async keepRecord(
    objects: AppliedRecord['objects'],
    hashes: AppliedRecord['hashes'] = new Map(),
  ): Promise<void> {
    await this.records.keep(objects, hashes, (await this.run.memory)?.hubUid);
  }

  private async takeOver(): Promise<void> {
    const { objects, records, target } = this;
    const found = { owner: target.owner, objects, records: records.all };
    const rivals = this.run.claims.rivals(found, await this.run.memory);
    await records.takeFrom(rivals, objects);
  }

  private step(step: string): void {
    // Nobody waits for what has left.
    if (!this.outcome.left) this.run.onStep(called(this.outcome), step);
  }
}
