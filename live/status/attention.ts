import { durationMs } from '../../language/duration';
import type { Hub, Member } from '../../model/types';
import { isEnding } from './credentials';
import { ofLimits, ofRights } from './of-limits';
import { explain } from './scrape-error';
import type {
  Attention,
  CredentialStatus,
  Limits,
  MemberStatus,
  MergedJob,
  RightsStatus,
  RolloutState,
} from './types';

/** A member that was not scraped for so many intervals is not watched, whatever its last one said. */
export const STALE_AFTER = 3;

const JOIN = 'run promfleet connect for it.';
const RENEW = 'run promfleet connect, which renews it.';

/** What the reasons are found from. */
export interface Seen {
  readonly hub: Pick<Hub, 'alerts'>;
  readonly member: Pick<Member, 'name' | 'job'>;
  readonly job: MergedJob;
  readonly limits: Limits;
  /** Absent: nobody asked. */
  readonly rights?: RightsStatus;
  /** Absent where it cannot be read. */
  readonly credential?: CredentialStatus;
  /** Absent where it is not known. */
  readonly rollout?: RolloutState;
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * Milliseconds before its end from which a credential needs attention.
   *
   * @default - 14 days, or a third of its life if that is less
   */
  readonly withinMs?: number;
}

/** Whether somebody should look at a member. */
export const needsAttention = ({ attention }: Pick<MemberStatus, 'attention'>) =>
  attention.length > 0;

/** Why somebody should look at a member, the most urgent reason first. */
export function attention(seen: Seen): Attention[] {
  const { hub, member, job, limits, rights } = seen;
  return [
    ...ofJob(seen),
    ...ofCredential(seen),
    ...ofWhatItBrings(seen),
    ...(job.state?.up ? ofLimits(hub, job.state, limits) : []),
    ...ofRights(member.name, rights),
    ...ofRollout(seen),
  ];
}

function ofJob({ member, job: { state, age } }: Seen): Attention[] {
  if (!state) {
    return [
      {
        reason: 'no-job',
        summary: 'no job loaded',
        fix: 'the hub is not told of it, or cannot start its job without the CA in its Secret: run promfleet apply for the hub, and promfleet connect for it.',
      },
    ];
  }
  if (state.up === false) {
    const { summary, fix } = explain(state.lastError);
    return [{ reason: 'down', summary, fix }];
  }
  if (state.up === undefined || age === undefined) {
    return [
      {
        reason: 'never-scraped',
        summary: 'not scraped yet',
        fix: `its job is new, which takes an interval (${member.job.interval}) at most: ask again then.`,
      },
    ];
  }
  if (age <= STALE_AFTER * durationMs(member.job.interval)) return [];
  return [
    {
      reason: 'stale',
      summary: 'not scraped any more',
      fix: `its interval is ${member.job.interval}: look at the log of the hub's Prometheus, and at what its node has left of CPU and memory.`,
    },
  ];
}

function ofCredential({ credential, now, withinMs }: Seen): Attention[] {
  if (!credential) return [];
  const { problem, expires } = credential;
  if (problem !== undefined) {
    return [{ reason: 'credential-missing', summary: 'no credential', fix: `${problem}: ${JOIN}` }];
  }
  if (expires === undefined) return [];
  const left = Date.parse(expires) - now;
  if (left <= 0) {
    const fix = `it ended at ${expires}: ${RENEW}`;
    return [{ reason: 'credential-expired', summary: 'credential expired', fix }];
  }
  if (!isEnding(credential, now, withinMs)) return [];
  const fix = `it ends at ${expires}: ${RENEW}`;
  return [{ reason: 'credential-ends-soon', summary: 'credential ends soon', fix }];
}

function ofWhatItBrings({ job: { state, differing } }: Seen): Attention[] {
  const [first] = differing;
  const differ: Attention[] = first
    ? [
        {
          reason: 'replicas-differ',
          summary: `not up at ${differing.map(({ pod }) => pod).join(', ')}`,
          fix: `${first.pod} says: ${first.says}; should it stay so, look at its log and at what its node reaches.`,
        },
      ]
    : [];
  const empty: Attention[] =
    state?.up && state.samples === 0
      ? [
          {
            reason: 'no-samples',
            summary: 'up, and brings nothing',
            fix: 'its match[] matches no series: see federation.match, and monitor.existing.jobs of a Prometheus that was there before.',
          },
        ]
      : [];
  return [...differ, ...empty];
}

function ofRollout({ member: { name }, rollout }: Seen): Attention[] {
  if (rollout !== 'behind') return [];
  return [
    {
      reason: 'rollout-behind',
      summary: 'has other manifests',
      fix: `what was applied to it last is not what the fleet file gives now: run promfleet apply --only ${name}, or let your GitOps sync; what was applied just now is there within two minutes.`,
    },
  ];
}
