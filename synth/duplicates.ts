import { clusterAddress } from '../model/cluster-address';
import type { Fleet, Member } from '../model/types';

/** A thing that a cluster can have once only, and the owner of the other one. */
export interface Duplicate {
  readonly thing: string;
  readonly other: string;
}

/**
 * Notices two objects of one kind, namespace and name on one cluster, where `kubectl apply` would
 * let the last one win without a word, and two pods that want the same port of every node.
 */
export class Register {
  private readonly owners = new Map<string, string>();

  /** Enters what `owner` has; what was there already comes back. */
  add(owner: string, things: readonly string[]): Duplicate[] {
    const duplicates: Duplicate[] = [];
    for (const thing of things) {
      const other = this.owners.get(thing);
      // A namespace may be shared: all that are in it write the same.
      if (other !== undefined && !thing.startsWith('Namespace ')) duplicates.push({ thing, other });
      this.owners.set(thing, owner);
    }
    return duplicates;
  }
}

/**
 * Gives everything that is written to one cluster the same register: entries with the same API
 * server, and the hub with the member that is its own cluster.
 */
export function registers({ hub, members }: Fleet) {
  const own = members.find(({ name }) => name === hub.cluster);
  const home = own && clusterAddress(own);
  const entries = new Map<string, number>();
  for (const member of members) {
    const address = clusterAddress(member);
    entries.set(address, (entries.get(address) ?? 0) + 1);
  }
  const kept = new Map<string, Register>();
  const register = (address: string): Register => {
    const known = kept.get(address) ?? new Register();
    kept.set(address, known);
    return known;
  };
  return {
    ofHub: () => register(home ?? ''),
    // Most clusters are written to once, and their registers need not be kept.
    ofMember: (member: Member) => {
      const address = clusterAddress(member);
      return address !== home && entries.get(address) === 1 ? new Register() : register(address);
    },
  };
}
