import type { Hub } from '../../model/types';
import { BY_FEDERATED_RULES, FEDERATED_LABELS } from '../relabel/federated-rules';
import { OF_INVENTORY } from '../relabel/federation-marker';
import type { RuleFile } from '../types';
import type { HubAlert } from './hub-alert';
import { EXPECTED } from './inventory';
import { alert } from './rule';

/** Is 1 in a member, with the digest of the manifests that were applied there last as a label. */
export const ROLLOUT = 'promfleet_rollout_info';

/** Label with a digest, of the member's series and of the hub's. */
export const DIGEST = 'digest';

/** For as long as a series of a member counts when the hub has no newer one. */
const OUT_OF_SIGHT = '10m';

/** What a member records of its manifests, by which everybody knows what was applied there last. */
export function rolloutRules(digest: string): RuleFile {
  const rule = { record: ROLLOUT, expr: 'vector(1)', labels: { digest, ...FEDERATED_LABELS } };
  return { groups: [{ name: 'promfleet-rollout', rules: [rule] }] };
}

/** Selects the digests that members bring; by what no target of theirs can expose. */
export const ofRollouts = (clusterLabel: string) =>
  `${ROLLOUT}{${BY_FEDERATED_RULES}, ${clusterLabel}!=""}`;

/**
 * A member's digest is not the one that the hub was told, nor any that it brought of late: its replicas
 * may answer by turns, and one request that fails would begin the hour anew. Without any it was
 * rendered before there were digests, or by Helm.
 */
export function rolloutMissed({ clusterLabel }: Hub, member: string): HubAlert {
  const brought = `last_over_time(${ofRollouts(clusterLabel)}[${OUT_OF_SIGHT}])`;
  const expected = `${EXPECTED}${OF_INVENTORY}`;
  const right = `${brought} and on (${clusterLabel}, ${DIGEST}) ${expected}`;
  return alert(
    'ClusterRolloutMissed',
    'warning',
    `count by (${clusterLabel}) (${brought}) and on (${clusterLabel}) ${expected} unless on (${clusterLabel}) (${right})`,
    '1h',
    `${member} missed a rollout`,
    `What was applied to ${member} last is not what was rendered for it together with the hub's own manifests, by their digests: it missed a rollout, or had one that the hub missed. promfleet status says which.`,
  );
}
