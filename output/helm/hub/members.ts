import { credentials } from '../../../model/access';
import type { ClusterSettings } from '../../../model/settings';
import type { FederationJob, Member } from '../../../model/types';
import type { Draft, Round } from '../template/draft';
import type { HUB_FLAGS } from './flags';
import { FEDERATION, INVENTORY, MEMBER_LABELS, MEMBERS } from './scopes';

/** Two members in each of two ConfigMaps. */
export function members(draft: Draft<keyof typeof HUB_FLAGS>): Member[] {
  return draft
    .each(FEDERATION, (federation) => federation)
    .flatMap((federation, index) => {
      const [first, second] = draft.each(INVENTORY, (inventory) => inventory);
      const inventory = index === 0 ? first : second;
      return draft.each(MEMBERS, (one) => member(one, draft, federation, inventory ?? federation));
    });
}

function member(
  one: Round,
  draft: Draft<keyof typeof HUB_FLAGS>,
  federation: Round,
  inventory: Round,
): Member {
  const name = one.plain('$member.name');
  const settings = {
    name,
    auth: {
      type: draft.on('token') ? 'serviceAccountToken' : 'clientCertificate',
      secretName: one.plain('$member.auth.secretName'),
    },
  } as ClusterSettings;
  const labels = draft.on('labels')
    ? Object.fromEntries(
        one.each(MEMBER_LABELS, (label) => [label.plain('$name'), label.text('$value')]),
      )
    : {};
  const job: FederationJob = {
    configMap: federation.plain('$configMap.name'),
    inventoryConfigMap: inventory.plain('$configMap.name'),
    cluster: name,
    clusterLabel: draft.plain('$hub.clusterLabel'),
    labels,
    target: one.plain('$member.target'),
    path: one.text('$member.path'),
    match: [one.whole('$member.federation.match')],
    interval: one.plain('$member.federation.interval'),
    timeout: one.plain('$member.federation.timeout'),
    sampleLimit: one.number('$member.federation.sampleLimit'),
    bodySizeLimit: one.plain('$member.federation.bodySizeLimit'),
    labelLimit: one.number('$member.federation.labelLimit'),
    labelNameLengthLimit: one.number('$member.federation.labelNameLengthLimit'),
    labelValueLengthLimit: one.number('$member.federation.labelValueLengthLimit'),
    credentials: credentials(settings, draft.plain('$hub.statestore')),
    ...(draft.on('serverName') && { serverName: one.plain('$member.tls.serverName') }),
    insecureSkipVerify: draft.on('insecure'),
  };
  return { name, job } as Partial<Member> as Member;
}
