import type { Hub } from '../../model/types';
import { INVENTORY_MARK, OF_INVENTORY } from '../relabel/federation-marker';
import type { RuleFile } from '../types';
import type { HubAlert } from './hub-alert';
import { alert } from './rule';

/** Unix time at which the credential of a member ends; not there for one that does not. */
export const EXPIRY = 'federation_credential_expiry_timestamp_seconds';

/** Unix time from which it is to be renewed. */
export const RENEWAL = 'federation_credential_renewal_timestamp_seconds';

/** What the hub records of credentials. */
export const CREDENTIAL_RECORDS = [EXPIRY, RENEWAL];

/** Label with the type of a credential. */
export const TYPE_LABEL = 'type';

/** When the credential of a member ends. */
export interface CredentialEnd {
  readonly cluster: string;
  readonly type: 'certificate' | 'token';
  /** Unix time in seconds, as is the other. */
  readonly expires: number;
  /** From when it is to be renewed. */
  readonly renewal: number;
}

/**
 * Says when credentials end. These are numbers that change when a credential does, so that once a
 * minute is often enough.
 *
 * @param name - of the group: unique among those of the hub
 */
export function credentialEndRules(
  { clusterLabel }: Pick<Hub, 'clusterLabel'>,
  name: string,
  ends: readonly CredentialEnd[],
): RuleFile {
  const rules = ends.flatMap(({ cluster, type, expires, renewal }) => {
    const labels = { [clusterLabel]: cluster, [TYPE_LABEL]: type, ...INVENTORY_MARK };
    return [
      { record: EXPIRY, expr: `vector(${expires})`, labels },
      { record: RENEWAL, expr: `vector(${renewal})`, labels },
    ];
  });
  return { groups: rules.length > 0 ? [{ name, interval: '1m', rules }] : [] };
}

/**
 * In time to do something about it. Once it has ended requests fail, and FederationDown says so: of
 * one cause nobody is to be told twice.
 */
export function credentialExpires(member: string): HubAlert {
  return alert(
    'FederationCredentialExpires',
    'warning',
    `${EXPIRY}${OF_INVENTORY} - time() > 0 and ${RENEWAL}${OF_INVENTORY} < time()`,
    '15m',
    `The hub's credential for ${member} ends soon`,
    `The {{ $labels.${TYPE_LABEL} }} by which the hub reads ${member} ends in {{ $value | humanizeDuration }}. From then on every request fails. Run promfleet connect, which renews it.`,
  );
}
