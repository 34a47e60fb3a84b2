import assert from 'node:assert/strict';
import type { HubAlertName } from '../../../../inventory/alerts/hub';
import { ofInventory } from '../../../../prometheus/relabel/federation-marker';
import { CREDENTIAL_RECORDS } from '../../../../prometheus/rules/credential-ends';
import type { Hub } from '../../harness/hub';
import type { Prometheus } from '../../harness/prometheus';

/** The kubelet, the reload and the group of rules each take their time. */
const MOST_MS = 180_000;

/** The alert on those that end soon. */
const SOON = 'FederationCredentialExpires' satisfies HubAlertName;

/** Waits until the hub knows when the credentials of members end; none of them does so soon. */
export async function knowsWhenCredentialsEnd(hub: Hub, members: readonly string[]): Promise<void> {
  for (const record of CREDENTIAL_RECORDS) {
    for (const member of members) {
      const left = `${record}${ofInventory(`cluster="${member}"`)} - time()`;
      const isAhead = async (replica: Prometheus) => ((await replica.value(left)) ?? 0) > 0;
      await hub.eventually(`${record} of ${member}, and that it is to come`, isAhead, MOST_MS);
    }
  }
  for (const replica of hub.replicas) {
    assert.deepEqual(await replica.vector(`ALERTS{alertname="${SOON}"}`), []);
  }
}
