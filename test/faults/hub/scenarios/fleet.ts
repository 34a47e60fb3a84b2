import { BY_FEDERATED_RULES } from '../../../../prometheus/relabel/federated-rules';
import type { CredentialEnd } from '../../../../prometheus/rules/credential-ends';
import { DIGEST, ROLLOUT } from '../../../../prometheus/rules/rollout';
import { besides, honest, startHonest, startMember, unavailable } from '../member';
import { eventually, fires } from '../observe';
import { fault, type Scenario } from '../scenario';

/** Alerts as a member's Prometheus hands them on: one of promfleet's rules, and one of its own. */
const raising = besides(
  ['NodeFilesystemAlmostFull', 'QueueFull']
    .map((name) => `ALERTS{alertname="${name}",alertstate="firing",promfleet="federate"} 1\n`)
    .join(''),
);

/** What the hub says of itself under the name of one of these alerts, by cluster. */
const own = (name: string) => `ALERTS{alertname="${name}", alertstate="firing"}`;

/** What a member brings whose manifests have this digest. */
const withDigest = (digest: string) =>
  besides(`${ROLLOUT}{${DIGEST}="${digest}",${BY_FEDERATED_RULES}} 1\n`);

const [OLD, NEW] = ['0123456789abcdef', 'fedcba9876543210'];

/** A credential, by what is left of it in seconds, and until it is to be renewed. */
const ending = (cluster: string, expires: number, renewal: number): CredentialEnd => {
  const now = Math.floor(Date.now() / 1000);
  return { cluster, type: 'token', expires: now + expires, renewal: now + renewal };
};

const HOUR = 3600;

/** Members that are not who they seem, come and go, or have something to say. */
export const FLEET: readonly Scenario[] = [
  fault({
    name: 'a member that says it is another one is named until it says so no longer',
    raises: { ClusterIdentityClash: 'twin' },
    members: () => [
      startMember('twin', besides('up{job="node_exporter",instance="b",cluster="right"} 1\n')),
      startHonest('right'),
    ],
  }),
  fault({
    name: 'a member that comes and goes is named until it stays',
    raises: { FederationFlapping: 'flaky' },
    members: () => [
      startMember('flaky', (response, nth, request) =>
        (nth % 3 === 0 ? unavailable : honest())(response, nth, request),
      ),
      startHonest('right'),
    ],
  }),
  fault({
    name: 'a member that missed a rollout is named until it has it',
    raises: { ClusterRolloutMissed: 'behind' },
    digests: { behind: NEW, right: NEW },
    members: () => [startMember('behind', withDigest(OLD)), startMember('right', withDigest(NEW))],
    remedy: (_, [behind]) => behind?.turn(withDigest(NEW)),
  }),
  fault({
    name: 'a credential that ends soon is named until another is delivered',
    raises: { FederationCredentialExpires: 'ending' },
    ends: [ending('ending', HOUR, -HOUR), ending('right', 9 * HOUR, HOUR)],
    members: () => [startHonest('ending'), startHonest('right')],
    remedy: (hub) => hub.rewrite({ ends: [ending('ending', 9 * HOUR, HOUR)] }),
  }),
  fault({
    name: 'what a member raises is raised at the hub, once and in its name',
    raises: { MemberAlert: 'raising' },
    members: () => [startMember('raising', raising), startHonest('right')],
    meanwhile: async (hub) => {
      await fires(hub, 'NodeFilesystemAlmostFull', 'raising');
      await eventually(
        'the same alert under its own name',
        () => hub.query(`${own('NodeFilesystemAlmostFull')} or ${own('QueueFull')}`),
        (found) => found.length === 1,
      );
    },
  }),
];
