import type { Member } from '../../model/types';
import { askRights, difference, differs, isAsMeant } from '../access/check-rights';
import type { Kubeconfig } from '../client/kubeconfig';
import { sideBySide } from '../client/side-by-side';
import type { RightsStatus } from './types';

/**
 * Asks the API servers of members what their readers may do, side by side.
 *
 * @returns by the names of members; one that cannot be asked has a reason
 */
export async function rightsOfMembers(
  members: readonly Member[],
  kubeconfig: Kubeconfig,
  parallel: number,
): Promise<Map<string, RightsStatus>> {
  const found = await sideBySide(
    members,
    parallel,
    async (member) => [member.name, await rightsOf(member, kubeconfig)] as const,
  );
  return new Map(found);
}

async function rightsOf(member: Member, kubeconfig: Kubeconfig): Promise<RightsStatus> {
  const checked = await askRights(member, kubeconfig);
  const failure = checked.find((one) => one.failure !== undefined)?.failure;
  const wrong = checked.filter(differs).map(difference);
  return { asMeant: isAsMeant(checked), wrong, ...(failure === undefined ? {} : { failure }) };
}
