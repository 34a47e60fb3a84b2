import { FIELD_MANAGER } from '../client/field-manager';
import type { ObjectRef, Resources } from '../client/resources';
import { keyOf } from './object-name';
import { isDeletable } from './prunable';
import { type AppliedRecord, type Owner, recordIn, recordObject, sameOwner } from './record';

/** Reads and writes what was applied on a cluster, of one owner beside others. */
export class RecordKeeper {
  /** Several where a run was interrupted that moved the record to another namespace. */
  private own: readonly AppliedRecord[] = [];
  private others: readonly AppliedRecord[] = [];

  /** @param namespace - where the owner's record is kept */
  constructor(
    private readonly resources: Resources,
    private readonly owner: Owner,
    private readonly namespace: string,
  ) {}

  /** What was found on the cluster. */
  get all(): readonly AppliedRecord[] {
    return [...this.own, ...this.others];
  }

  set all(records: readonly AppliedRecord[]) {
    const isOwn = (record: AppliedRecord) => sameOwner(record.owner, this.owner);
    this.own = records.filter(isOwn);
    this.others = records.filter((record) => !isOwn(record));
  }

  /** The owner's; undefined if there is none. */
  get record(): AppliedRecord | undefined {
    const [first, ...more] = this.own;
    if (!first || more.length === 0) return first;
    const all = this.own.flatMap(({ objects }) => objects);
    const objects = new Map(all.map((object) => [keyOf(object), object]));
    // Which of them is right about what was applied last, nobody knows.
    return { ...first, objects: [...objects.values()], hashes: new Map() };
  }

  /** Keys of what others have applied. */
  get keysOfOthers(): readonly string[] {
    return this.others.flatMap(({ objects }) => objects.map(keyOf));
  }

  /**
   * Reads the owner's record, unless it was listed: that who may not list sees none does not mean
   * that there is none.
   *
   * @throws ClusterFailure if it may not be read
   */
  async lookCloser(): Promise<void> {
    if (this.own.length > 0) return;
    const kept = await this.resources.read(recordObject(this.of([], new Map())));
    const record = kept && recordIn(kept);
    if (record) this.own = [record];
  }

  /** Writes down what is there of the owner; nothing at all ends the record. */
  async keep(
    objects: AppliedRecord['objects'],
    hashes: AppliedRecord['hashes'],
    hubUid = this.record?.hubUid,
  ): Promise<void> {
    const record = this.of(objects, hashes, hubUid);
    const isHere = ({ namespace }: AppliedRecord) => namespace === this.namespace;
    if (objects.length > 0) {
      const here = this.own.find(isHere);
      if (!here || !isSame(here, record)) await this.write(record);
    }
    const stale = objects.length > 0 ? this.own.filter((one) => !isHere(one)) : this.own;
    for (const one of stale) await this.resources.delete(recordObject(one));
    this.own = objects.length > 0 ? [record] : [];
  }

  /** What was taken from others by force is theirs no longer. */
  async takeFrom(rivals: readonly AppliedRecord[], objects: readonly ObjectRef[]): Promise<void> {
    const taken = new Set(objects.map(keyOf));
    for (const rival of rivals) {
      const kept = rival.objects.filter((object) => !taken.has(keyOf(object)));
      if (kept.some(isDeletable)) await this.write({ ...rival, objects: kept });
      else await this.resources.delete(recordObject(rival));
    }
  }

  private of(
    objects: AppliedRecord['objects'],
    hashes: AppliedRecord['hashes'],
    hubUid?: string,
  ): AppliedRecord {
    const { owner, namespace } = this;
    return { owner, namespace, hubUid, objects, hashes };
  }

  private async write(record: AppliedRecord): Promise<void> {
    await this.resources.apply(recordObject(record), { manager: FIELD_MANAGER, force: true });
  }
}

const isSame = (one: AppliedRecord, other: AppliedRecord) =>
  JSON.stringify(recordObject(one)) === JSON.stringify(recordObject(other));
