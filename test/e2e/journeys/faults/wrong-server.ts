import type { Fault } from '../../harness/fault';
import type { Overrides } from '../../harness/fleet-file';
import type { Stand } from '../../harness/stand';
import { createAuthority } from '../../local';

/** The hub trusts another authority than the one that signed the member's certificate. */
export async function wrongAuthority(stand: Stand, member: string): Promise<Fault> {
  const valid = await stand.credentials(member);
  const stranger = await createAuthority('a stranger');
  return {
    member,
    error: /certificate signed by unknown authority/,
    diagnosis: 'untrusted-authority',
    cause: () => stand.deliver(member, { ...valid, 'ca.crt': stranger.cert }),
    remove: () => stand.deliver(member, valid),
  };
}

/**
 * The fleet file says another server name than the one in the member's certificate.
 *
 * @param entry - what else it says of the member as long as it is wrong
 */
export function wrongServerName(
  stand: Stand,
  member: string,
  members: readonly string[],
  entry: Overrides[string] = {},
): Fault {
  const apply = async (overrides: Overrides) => {
    await stand.synth(members, overrides);
    await stand.apply(stand.context.hub.name);
  };
  return {
    member,
    error: /certificate is (not )?valid for/,
    diagnosis: 'other-name',
    cause: () => apply({ [member]: { ...entry, tls: { serverName: 'elsewhere.example' } } }),
    remove: () => apply({}),
  };
}
