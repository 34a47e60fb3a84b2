import type { Hub } from '../../model/types';
import { FROM_OUTSIDE, INVENTORY_MARK, OF_INVENTORY } from '../relabel/federation-marker';
import type { RuleFile } from '../types';
import type { HubAlert } from './hub-alert';
import { alert } from './rule';

/** Is 1 for every member of the fleet file. */
export const INFO = 'promfleet_cluster_info';

/** The alert of a member that the hub has nothing of. */
export const MISSING = 'ClusterMissing';

/** How many series the hub has of a member; not there where it has none. */
export const SERIES = 'promfleet_cluster_series';

/** Is there while a member is taken for missing, to see who is told. */
export const DRILL = 'promfleet_cluster_drill';

/** Is 1 for every member that has a digest of its manifests, with it as a label: none has two. */
export const EXPECTED = 'promfleet_rollout_expected_info';

/** What the hub records of its inventory. */
export const INVENTORY_RECORDS = [INFO, SERIES, DRILL, EXPECTED];

/** A member as the hub expects it. */
export interface ExpectedMember {
  readonly name: string;
  /**
   * Of its manifests.
   *
   * @default - nothing is expected of them
   */
  readonly digest?: string | undefined;
}

/** Label of an alert that is a drill. */
export const DRILL_LABEL = 'drill';

/**
 * Names the members that the hub expects, counts what it has of each, and says which manifests each
 * should have.
 *
 * Every member has a rule of its own, so that no query holds the series of more than one. Counting
 * reads each series once a minute, which is little beside the samples that come in meanwhile. Digests
 * stand apart from the names, whose series would else be others with every rollout.
 *
 * @param name - of the group: unique among those of the hub
 */
export function inventoryRules(
  hub: Hub,
  name: string,
  members: readonly ExpectedMember[],
): RuleFile {
  const { clusterLabel } = hub;
  const notTheirs = `${FROM_OUTSIDE}, __name__!~"${ownRecords(hub).join('|')}"`;
  const labels = (cluster: string) => ({ [clusterLabel]: cluster, ...INVENTORY_MARK });
  const rollouts = members.filter(({ digest }) => digest !== undefined);
  return {
    groups: [
      {
        name,
        rules: members.map((member) => ({
          record: INFO,
          expr: 'vector(1)',
          labels: labels(member.name),
        })),
      },
      {
        name: `${name}-series`,
        interval: '1m',
        rules: members.map((member) => ({
          record: SERIES,
          expr: `count({${clusterLabel}="${member.name}", ${notTheirs}})`,
          labels: labels(member.name),
        })),
      },
      ...(rollouts.length > 0
        ? [
            {
              name: `${name}-rollout`,
              interval: '1m',
              rules: rollouts.map((member) => ({
                record: EXPECTED,
                expr: 'vector(1)',
                labels: { ...labels(member.name), digest: member.digest ?? '' },
              })),
            },
          ]
        : []),
    ],
  };
}

/** Whatever the cause: job, ConfigMap or credentials missing, down, empty, or samples refused. */
export function clusterMissing({ clusterLabel }: Hub, member: string): HubAlert {
  return {
    ...alert(
      MISSING,
      'critical',
      `${INFO}${OF_INVENTORY} unless on (${clusterLabel}) ${SERIES}${OF_INVENTORY}`,
      // With the minute between counts shorter than that of FederationDown, which it silences: whoever
      // is told of a member that is gone is told once.
      '3m',
      `The hub has no samples of ${member}`,
      `${member} is in the fleet file, but none of its series has a sample of the last 5 minutes: its job is missing, was not started or fails, it brings nothing, or its clock is so wrong that its samples are refused. The hub's /targets page says which.`,
    ),
    // FederationDown goes on for 5 minutes once a member answers again: nobody is to be told of it then.
    keepFiringFor: '6m',
  };
}

/** The same alert while there is a drill, told from a real one by a label. */
export function clusterDrilled(hub: Hub, member: string): HubAlert {
  const { keepFiringFor: _, ...missing } = clusterMissing(hub, member);
  return {
    ...missing,
    expr: `${INFO}${OF_INVENTORY} and on (${hub.clusterLabel}) ${DRILL}${OF_INVENTORY}`,
    labels: { [DRILL_LABEL]: 'true' },
    summary: `Fire drill: ${member} counts as missing`,
    description: `Nothing is wrong with ${member}. Somebody called for a drill, to see who is told when the hub has no samples of it; it ends by itself within minutes.`,
  };
}

/**
 * Makes `clusterDrilled` true for one member, in an alert of its own, until a moment: nothing that the
 * hub has of the member changes.
 *
 * @param end - Unix time in seconds
 */
export function drillRules({ clusterLabel }: Hub, cluster: string, end: number): RuleFile {
  const rule = {
    record: DRILL,
    expr: `vector(time()) < ${end}`,
    labels: { [clusterLabel]: cluster, ...INVENTORY_MARK },
  };
  return { groups: [{ name: 'promfleet-drill', rules: [rule] }] };
}

/** What the hub records with a member's label about a member; it would hide that one is gone. */
function ownRecords({ rules }: Hub): string[] {
  const recorded = rules.flatMap((group) => group.rules.flatMap(({ record }) => record ?? []));
  return [...new Set(['ALERTS', 'ALERTS_FOR_STATE', ...recorded])];
}
