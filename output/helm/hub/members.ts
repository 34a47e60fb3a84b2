import type { ClusterSettings, HubSettings } from '../../../model/settings';
import { credentials } from '../../../model/statestore';
import type { FederationJob, Member } from '../../../model/types';
import type { MarkedSettings } from '../settings';
import type { Draft, Marker } from '../template/draft';
import type { HubFlag } from './flags';
import { FEDERATION, INVENTORY, MEMBER_LABELS, MEMBERS } from './scopes';

/** How the statestore of a hub is laid out. */
export const layout = (
  draft: Draft<HubFlag>,
): Pick<HubSettings, 'statestore' | 'statestoreLayout' | 'release'> => ({
  statestore: draft.plain('$hub.statestore'),
  statestoreLayout: draft.on('shared') ? 'shared' : 'perCluster',
  release: draft.plain('$hub.release'),
});

/** Two members in each of two ConfigMaps. */
export function members(draft: Draft<HubFlag>, marked: MarkedSettings): Member[] {
  return draft
    .each(FEDERATION, (federation) => federation)
    .flatMap((federation, index) => {
      const [first, second] = draft.each(INVENTORY, (inventory) => inventory);
      const inventory = index === 0 ? first : second;
      return draft.each(MEMBERS, (one) =>
        member(one, draft, marked, federation, inventory ?? federation),
      );
    });
}

function member(
  one: Marker,
  draft: Draft<HubFlag>,
  marked: MarkedSettings,
  federation: Marker,
  inventory: Marker,
): Member {
  const name = one.plain('$member.name');
  const { auth, federation: limits, tls } = marked.of(draft.flags, one);
  const type = draft.on('token') ? 'serviceAccountToken' : 'clientCertificate';
  const settings = { name, auth: { ...auth, type } } as ClusterSettings;
  const labels = draft.on('labels') ? one.entries(MEMBER_LABELS, '$name', '$value') : {};
  const job: FederationJob = {
    ...limits,
    ...tls,
    // In no ConfigMap, where none of its bucket is there.
    configMap: draft.on('federated') ? federation.plain('$configMap.name') : '',
    inventoryConfigMap: inventory.plain('$configMap.name'),
    cluster: name,
    clusterLabel: draft.plain('$hub.clusterLabel'),
    labels,
    target: one.plain('$member.target'),
    path: one.text('$member.path'),
    match: [one.whole('$member.federation.match')],
    credentials: credentials(settings, layout(draft), one.plain('$member.bucket')),
  };
  return { name, job } as Partial<Member> as Member;
}
