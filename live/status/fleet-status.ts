import { durationMs } from '../../language/duration';
import { sizeBytes } from '../../language/quantity';
import type { Fleet, Member } from '../../model/types';
import type { RolloutDigests } from '../../synth/rollout-digests';
import { ClusterFailure } from '../client/failure';
import type { Ask } from '../client/forwarded-request';
import type { Resources } from '../client/resources';
import { askReplicas } from './ask-replicas';
import { attention, needsAttention } from './attention';
import { credentialStatus, readSecrets, type SecretData } from './credentials';
import { mergedJob, unknownJobs } from './merge';
import { hubBehind, rolloutState } from './rollout';
import { explain } from './scrape-error';
import type {
  AttentionReason,
  FleetStatus,
  Limits,
  MemberStatus,
  ReplicaAnswer,
  RightsStatus,
} from './types';

export interface StatusOptions {
  readonly fleet: Fleet;
  /** Those of the fleet that are asked about. */
  readonly members: readonly Member[];
  /** Objects of the hub's cluster. */
  readonly resources: Resources;
  /** A way to a pod of the hub's Prometheus; what it rejects with is told. */
  readonly ask: (pod: string) => Ask;
  /** Requests at a time. */
  readonly parallel: number;
  /** Of what the fleet file gives for its members. */
  readonly rollouts: RolloutDigests;
  /**
   * What API servers say of readers' rights, by the names of members.
   *
   * @default - nobody was asked
   */
  readonly rights?: ReadonlyMap<string, RightsStatus>;
  /**
   * Milliseconds before its end from which a credential needs attention.
   *
   * @default - 14 days, or a third of its life if that is less
   */
  readonly withinMs?: number;
}

/**
 * The fleet as the hub sees it; no member is asked.
 *
 * @throws ClusterFailure if the hub, or every replica of its Prometheus, cannot be asked
 */
export async function fleetStatus(options: StatusOptions): Promise<FleetStatus> {
  const { fleet, members, resources, parallel } = options;
  const [{ answers, problems: replicas }, secrets] = await Promise.all([
    askReplicas(fleet.hub, resources, options.ask),
    secretsOf(members, fleet.hub.server.namespace, resources, parallel),
  ]);
  const problems = [
    ...replicas,
    ...('problem' in secrets ? [secrets.problem] : []),
    ...hubBehind(members, answers, options.rollouts),
  ];
  const now = Math.max(...answers.map(({ at }) => at));
  const data = 'data' in secrets ? secrets.data : undefined;
  const statuses = members.map((member) => memberStatus(member, answers, now, options, data));
  const needing = statuses.filter(needsAttention);
  // Who asks about some members does not ask about those.
  const all = members.length === fleet.members.length;
  const unknown = all ? unknownJobs(new Set(members.map(({ name }) => name)), answers) : [];
  return {
    ok: needing.length + problems.length + unknown.length === 0,
    at: new Date(now).toISOString(),
    summary: {
      members: statuses.length,
      up: statuses.filter(({ up }) => up).length,
      needAttention: needing.length,
      endSoon: needing.filter((status) => has(status, 'credential-ends-soon')).length,
    },
    problems,
    // Members come by name.
    members: [...needing, ...statuses.filter((status) => !needsAttention(status))],
    unknownJobs: unknown,
  };
}

const has = ({ attention }: MemberStatus, reason: AttentionReason) =>
  attention.some((found) => found.reason === reason);

function memberStatus(
  member: Member,
  answers: readonly ReplicaAnswer[],
  now: number,
  options: StatusOptions,
  secrets: SecretData | undefined,
): MemberStatus {
  const { fleet, withinMs, rollouts } = options;
  const job = mergedJob(member.name, answers);
  const credential = secrets && credentialStatus(member.job.credentials, secrets, now);
  const { up, lastScrape, scrapeSeconds, samples, bytes, lastError } = job.state ?? {};
  const limits = limitsOf(member);
  const rights = options.rights?.get(member.name);
  const rollout = up ? rolloutState(member, answers, rollouts) : undefined;
  return {
    cluster: member.name,
    up,
    lastScrape: lastScrape === undefined ? undefined : new Date(lastScrape).toISOString(),
    scrapeSeconds: lastScrape === undefined ? undefined : scrapeSeconds,
    samples: up ? samples : undefined,
    bytes: up && bytes !== undefined && bytes >= 0 ? bytes : undefined,
    limits,
    versions: answers.flatMap(({ versions }) => versions.get(member.name) ?? [])[0],
    rights,
    rollout,
    error: lastError ? explain(lastError) : undefined,
    credential,
    attention: attention({
      hub: fleet.hub,
      member,
      job,
      limits,
      credential,
      rollout,
      rights,
      now,
      withinMs,
    }),
  };
}

const limitsOf = ({ job }: Member): Limits => ({
  samples: job.sampleLimit,
  bytes: sizeBytes(job.bodySizeLimit),
  seconds: durationMs(job.timeout) / 1000,
});

async function secretsOf(
  members: readonly Member[],
  namespace: string,
  resources: Resources,
  parallel: number,
): Promise<{ readonly data: SecretData } | { readonly problem: string }> {
  try {
    return { data: await readSecrets(members, namespace, resources, parallel) };
  } catch (error) {
    // What is up can be told without them.
    if (!(error instanceof ClusterFailure)) throw error;
    const fix =
      error.reason === 'forbidden'
        ? `, have get and list on secrets in ${namespace} granted to your user of that cluster`
        : '';
    return {
      problem: `the hub's Secrets cannot be read, so that nothing is said of credentials: ${error.message}${fix}`,
    };
  }
}
