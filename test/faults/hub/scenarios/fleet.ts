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
