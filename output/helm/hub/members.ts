import type { ClusterSettings, HubSettings } from '../../../model/settings';
import { credentials } from '../../../model/statestore';
import type { FederationJob, Member, RemoteRead } from '../../../model/types';
import type { MarkedSettings } from '../settings';
import type { Draft, Marker } from '../template/draft';
import type { HubFlag } from './flags';
import { DRILLED, FEDERATION, INVENTORY, MEMBER_LABELS, MEMBERS } from './scopes';

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
  const { federation: limits } = marked.of(draft.flags, one);
  const labels = draft.on('labels') ? one.entries(MEMBER_LABELS, '$name', '$value') : {};
  const job: FederationJob = {
    ...limits,
    ...way(one, draft, marked, { variable: '$member', token: 'token' }),
    // In no ConfigMap, where none of its bucket is there.
    configMap: draft.on('federated') ? federation.plain('$configMap.name') : '',
    inventoryConfigMap: inventory.plain('$configMap.name'),
    labels,
    path: one.text('$member.path'),
    match: [one.whole('$member.federation.match')],
  };
  return { name: job.cluster, job } as Partial<Member> as Member;
}

/** How two members are read on demand. */
export const remoteReads = (draft: Draft<HubFlag>, marked: MarkedSettings): RemoteRead[] =>
  draft.each(DRILLED, (one) => ({
    ...way(one, draft, marked, { variable: '$drilled', token: 'drilledToken' }),
    path: one.text('$drilled.readPath'),
  }));

/** How a member is reached, and as whom. */
function way(
  one: Marker,
  draft: Draft<HubFlag>,
  marked: MarkedSettings,
  { variable, token }: { readonly variable: string; readonly token: HubFlag },
): Omit<RemoteRead, 'path'> {
  const cluster = one.plain(`${variable}.name`);
  const { auth, tls, proxyUrl } = marked.of(draft.flags, one);
  const type = draft.on(token) ? 'serviceAccountToken' : 'clientCertificate';
  const settings = { name: cluster, auth: { ...auth, type } } as ClusterSettings;
  return {
    ...tls,
    proxyUrl,
    cluster,
    clusterLabel: draft.plain('$hub.clusterLabel'),
    target: one.plain(`${variable}.target`),
    credentials: credentials(settings, layout(draft), one.plain(`${variable}.bucket`)),
  };
}
