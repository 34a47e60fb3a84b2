import type { Hub } from '../../model/types';
import { FROM_OUTSIDE, OF_FEDERATION_JOBS, OF_INVENTORY } from '../relabel/federation-marker';
import { claimOf } from '../relabel/forced-label';
import { type HubAlert, hubThreshold } from './hub-alert';
import { INFO } from './inventory';
import { rolloutMissed } from './rollout';
import { alert } from './rule';

/** Alerts about the fleet as a whole: who is who, and who comes and goes. */
export function fleetRules(hub: Hub, member: string): HubAlert[] {
  return [
    identityClash(hub, member),
    rolloutMissed(hub, member),
    flapping(hub, member),
    watchdog(),
  ];
}

/** What a member says of itself under another's name stands in a label beside the forced one. */
function identityClash({ clusterLabel }: Hub, member: string): HubAlert {
  const claim = claimOf(clusterLabel);
  const claims = `count by (${clusterLabel}, ${claim}) (up{${FROM_OUTSIDE}, ${claim}!=""})`;
  const others = `label_replace(${INFO}${OF_INVENTORY}, "${claim}", "$1", "${clusterLabel}", "(.+)")`;
  return alert(
    'ClusterIdentityClash',
    'critical',
    `${claims} and on (${claim}) ${others}`,
    '10m',
    `${member} says that it is {{ $labels.${claim} }}`,
    `What the hub reads at the address of ${member} is labelled as {{ $labels.${claim} }}, another member: both entries of the fleet file lead to one cluster, or two clusters were set up with one name.`,
  );
}

function flapping(hub: Hub, member: string): HubAlert {
  return alert(
    'FederationFlapping',
    'warning',
    `changes(up${OF_FEDERATION_JOBS}[30m]) > ${hubThreshold(hub, 'FederationFlapping')}`,
    '0s',
    `${member} comes and goes`,
    `In half an hour requests to {{ $labels.instance }} went from failing to succeeding or back {{ $value }} times: what the hub has of ${member} has gaps. A load balancer with a dead backend does this, and a timeout that is too short.`,
  );
}

/** Fires always: who hears nothing of it any more knows that the hub, or the way from it, is dead. */
function watchdog(): HubAlert {
  return alert(
    'Watchdog',
    'none',
    'vector(1)',
    '0s',
    'The hub evaluates its rules and its alerts arrive',
    'This alert always fires. It says something only once it stops arriving, to what waits for it outside of the fleet.',
  );
}
