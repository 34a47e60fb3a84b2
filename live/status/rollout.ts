import type { Member } from '../../model/types';
import type { RolloutDigests } from '../../synth/rollout-digests';
import { listed } from '../listed';
import type { ReplicaAnswer, RolloutState } from './types';

/** Whether a member brings the digest of what is rendered for it now; nothing where it brings none. */
export function rolloutState(
  member: Member,
  answers: readonly ReplicaAnswer[],
  rendered: RolloutDigests,
): RolloutState | undefined {
  const found = digestsOf('brought', member, answers);
  if (found.length === 0) return undefined;
  const digest = rendered.of(member);
  if (digest === undefined) return undefined;
  // Replicas of its Prometheus take a new one up one after the other.
  return found.includes(digest) ? 'current' : 'behind';
}

/** A sentence about the members of which the hub expects other manifests than are rendered now. */
export function hubBehind(
  members: readonly Member[],
  answers: readonly ReplicaAnswer[],
  rendered: RolloutDigests,
): string[] {
  const differing = members.filter((member) => {
    const found = digestsOf('expected', member, answers);
    return found.length > 0 && found.some((digest) => digest !== rendered.of(member));
  });
  if (differing.length === 0) return [];
  const names = listed(differing.map(({ name }) => name));
  return [
    `the hub expects other manifests than the fleet file gives, found those of ${names}: run promfleet apply, or let your GitOps sync; what was applied just now is there within two minutes`,
  ];
}

const digestsOf = (
  kind: keyof ReplicaAnswer['digests'],
  { name }: Member,
  answers: readonly ReplicaAnswer[],
): string[] => answers.flatMap(({ digests }) => digests[kind].get(name) ?? []);
