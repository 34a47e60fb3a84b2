import type { ObjectRef } from '../client/resources';
import { listed } from '../listed';
import type { Memory } from './memory';
import { keyOf, nameOf } from './object-name';
import { type AppliedRecord, type Owner, sameOwner } from './record';

/** What is known of a cluster before anything is applied to it. */
export interface Found {
  readonly owner: Owner;
  readonly kubeContext: string;
  /** Identity of its cluster; absent where it is not for us to see. */
  readonly uid?: string;
  readonly objects: readonly ObjectRef[];
  /** What earlier applies made there. */
  readonly records: readonly AppliedRecord[];
}

/** Whose objects are whose on the clusters of this run, and of those before. */
export class Claims {
  private readonly taken = new Map<string, Owner>();
  /** Whether a member was found that has another hub than the hub's context leads to. */
  private hubIsOther = false;

  /**
   * @param members - names in the fleet file: the objects of who has left may be taken over
   */
  constructor(
    private readonly fleet: string,
    private readonly members: ReadonlySet<string>,
  ) {}

  /**
   * Claims a cluster's objects for an owner.
   *
   * @returns why this is not the cluster to apply them to; undefined if it is
   */
  objection(found: Found, memory: Memory | undefined): string | undefined {
    return (
      moved(found, memory) ??
      this.hubOf(found, memory) ??
      this.otherFleet(found, memory) ??
      this.claimedBefore(found, memory) ??
      this.claimedInThisRun(found)
    );
  }

  /** Records of others that have some of these objects, of owners that are still there. */
  rivals(
    { owner, objects, records }: Pick<Found, 'owner' | 'objects' | 'records'>,
    memory: Memory | undefined,
  ) {
    const keys = keysOf(objects);
    return records.filter(
      (record) =>
        !sameOwner(record.owner, owner) &&
        !this.hasLeft(record, memory) &&
        record.objects.some((object) => keys.has(keyOf(object)) && !isShared(object)),
    );
  }

  /** Of this fleet, and not of one whose hub has the same name on another cluster. */
  private hasLeft({ owner, hubUid }: AppliedRecord, memory: Memory | undefined): boolean {
    const { fleet, role, name } = owner;
    const isOfThisHub = hubUid !== undefined && hubUid === memory?.hubUid;
    return isOfThisHub && fleet === this.fleet && role === 'member' && !this.members.has(name);
  }

  private claimedInThisRun({ owner, uid, kubeContext, objects }: Found): string | undefined {
    if (uid === undefined) return undefined;
    const own = objects.filter((object) => !isShared(object));
    const claims = own.map((object) => `${uid} ${keyOf(object)}`);
    const rival = claims.map((claim) => this.taken.get(claim)).find((other) => other !== undefined);
    if (rival) {
      return `its context ${kubeContext} leads to the cluster of ${called(rival)}, which has the same objects, write the right kubeContext, or another release`;
    }
    for (const claim of claims) this.taken.set(claim, owner);
    return undefined;
  }

  private claimedBefore(found: Found, memory: Memory | undefined): string | undefined {
    const [rival] = this.rivals(found, memory);
    if (!rival) return undefined;
    const keys = keysOf(found.objects);
    const same = rival.objects.find((object) => keys.has(keyOf(object)) && !isShared(object));
    const where =
      rival.owner.fleet === this.fleet
        ? `${called(rival.owner)} of this fleet`
        : `${called(rival.owner)} of the fleet of the hub ${rival.owner.fleet}`;
    return `its context ${found.kubeContext} leads to a cluster where ${same ? nameOf(same) : 'the same'} is that of ${where}, write the right kubeContext, or another release; --force takes it over`;
  }

  private hubOf({ owner, records }: Found, memory: Memory | undefined): string | undefined {
    if (owner.role === 'hub' && this.hubIsOther) {
      return 'its context leads to another cluster than that of the hub that members were applied for, write the right hub.kubeContext; --force takes them over';
    }
    const own = records.find((record) => sameOwner(record.owner, owner));
    const objection = otherHub(own, memory);
    if (objection !== undefined) this.hubIsOther = true;
    return objection;
  }

  /** Where none of a hub's members is in the fleet file, one of the two is another fleet's. */
  private otherFleet({ owner }: Found, memory: Memory | undefined): string | undefined {
    const known = [...(memory?.members.keys() ?? [])];
    if (owner.role !== 'hub' || known.length === 0) return undefined;
    if (known.some((name) => this.members.has(name))) return undefined;
    return `the fleet file has none of the members that it was applied with, found ${listed(known)} there, write the right hub.kubeContext, or use its fleet file; --force goes on`;
  }
}

/** Why what is there belongs to another hub than the one that remembers; undefined if it may not. */
export function otherHub(
  record: AppliedRecord | undefined,
  memory: Memory | undefined,
): string | undefined {
  if (!record?.hubUid || !memory?.hubUid || record.hubUid === memory.hubUid) return undefined;
  return `what is there was applied for a hub on another cluster, found its identity ${record.hubUid} where the hub's context leads to ${memory.hubUid}, write the right hub.kubeContext; --force takes it over`;
}

function moved({ owner, kubeContext, uid }: Found, memory: Memory | undefined): string | undefined {
  const last = owner.role === 'member' ? memory?.members.get(owner.name) : undefined;
  if (!last || uid === undefined || last.uid === uid) return undefined;
  return `its context ${kubeContext} leads to another cluster than at the last apply, found the identity ${uid} where it was ${last.uid}, write the right kubeContext; --force goes on with a cluster that was made anew`;
}

const called = ({ role, name }: Owner) => (role === 'hub' ? `the hub ${name}` : name);

/** A namespace may be shared: all that are in it write the same. */
const isShared = ({ kind }: ObjectRef) => kind === 'Namespace';

const keysOf = (objects: readonly ObjectRef[]) => new Set(objects.map(keyOf));
