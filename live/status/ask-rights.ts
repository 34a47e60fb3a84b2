import type { Member } from '../../model/types';
import { checkRights } from '../access/check-rights';
import { spoken } from '../access/spoken';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { sideBySide } from '../client/side-by-side';
import type { RightsStatus } from './types';

/**
 * Asks the API servers of members what their readers may do, side by side.
 *
 * @returns by the names of members; one that cannot be asked has a reason
 */
export async function askRights(
  members: readonly Member[],
  kubeconfig: Kubeconfig,
  parallel: number,
): Promise<Map<string, RightsStatus>> {
  const found = await sideBySide(members, parallel, (member) => rightsOf(member, kubeconfig));
  return new Map(members.map(({ name }, index) => [name, found[index] ?? UNKNOWN]));
}

const UNKNOWN: RightsStatus = { asMeant: false, wrong: [], failure: 'not asked' };

async function rightsOf(member: Member, kubeconfig: Kubeconfig): Promise<RightsStatus> {
  try {
    const connection = kubeconfig.connection(member.kubeContext);
    try {
      const checked = await checkRights(member, connection);
      const failure = checked.find((one) => one.failure !== undefined)?.failure;
      const wrong = checked
        .filter(({ meant, found }) => found !== undefined && found !== meant)
        .map(({ right, found }) => `${spoken(right)}: it ${found ? 'may' : 'may not'}`);
      const asMeant = failure === undefined && wrong.length === 0;
      return { asMeant, wrong, ...(failure === undefined ? {} : { failure }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { asMeant: false, wrong: [], failure: error.message };
  }
}
