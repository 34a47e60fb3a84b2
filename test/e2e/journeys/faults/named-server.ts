import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Fault } from '../../harness/fault';
import { INTERVAL } from '../../harness/fleet-file';
import { say } from '../../harness/log';
import type { Stand } from '../../harness/stand';
import { addAddress, type Cluster, connected, cut, mend, setNames, until } from '../../local';

/** Two rounds of scrapes, and the seconds that a change of DNS takes. */
const TWO_ROUNDS_MS = (2 * INTERVAL + 5) * 1000;

/** A member whose API server has a name, as the hub's pods see it. */
export class NamedServer {
  private constructor(
    private readonly hub: Cluster,
    private readonly member: Cluster,
  ) {}

  /** Absent where nobody but others decides about names and addresses. */
  static of(stand: Stand, member: string): NamedServer | undefined {
    const [hub, cluster] = [stand.local(stand.context.hub.name), stand.local(member)];
    return hub && cluster && new NamedServer(hub, cluster);
  }

  /** What the fleet file says of the member. */
  get entry(): { readonly server: string } {
    return { server: `https://${this.member.serverName}:6443` };
  }

  /** Lets the name stand for the address at which the API server is from the start. */
  resolve(address = this.member.controlPlaneAddress): Promise<void> {
    return setNames(this.hub, { [this.member.serverName]: address });
  }

  /**
   * The name is gone from the hub's DNS, and the connections that the hub has break: as long as
   * they live, nobody asks for the address.
   */
  doesNotResolve(): Fault {
    return {
      member: this.member.name,
      error: /lookup \S+ .*(no such host|server misbehaving)/,
      diagnosis: 'name-unknown',
      cause: async () => {
        await setNames(this.hub, {});
        await cut(this.hub, this.member, 'reset');
      },
      remove: async () => {
        await mend(this.member);
        await this.resolve();
      },
    };
  }

  /** The name stands for another address and the old one is nobody's; nothing is put right. */
  moves(): Fault {
    const { hub, member } = this;
    return {
      member: member.name,
      error: /context deadline exceeded/,
      diagnosis: 'no-answer',
      cause: async () => {
        await addAddress(member);
        await this.resolve(member.secondAddress);
        await setTimeout(TWO_ROUNDS_MS);
        assert.deepEqual(await connected(hub, member), [member.controlPlaneAddress]);
        say(`DNS says ${member.secondAddress}, and connections to the old address live on`);
        await cut(hub, member, 'silence');
      },
      remove: async () => {
        const found = async () => (await connected(hub, member)).includes(member.secondAddress);
        await until('connections to the new address', found, { timeoutMs: 120_000 });
      },
    };
  }

  /** The old address is the member's again, beside the new one. */
  isBack(): Promise<void> {
    return mend(this.member);
  }

  /** Nobody asks for the name any more. */
  forget(): Promise<void> {
    return setNames(this.hub, {});
  }
}
