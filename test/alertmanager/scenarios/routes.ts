import assert from 'node:assert/strict';
import { honest, startHonest } from '../../faults/hub/member';
import { eventually } from '../../faults/hub/observe';
import type { Scenario } from '../../faults/run';
import { told } from '../expect';
import { raising } from '../raising';
import { onStage, type Setting } from '../stage';
import { alertsTold } from '../webhook';

const MEMBERS = () => [startHonest('raising'), startHonest('right')];

/** An alert of promfleet's own rules, as a member raises it. */
const full = (severity: string, mountpoint: string) => ({
  alertname: 'NodeFilesystemAlmostFull',
  job: 'node_exporter',
  instance: 'node-1',
  severity,
  mountpoint,
});

/** An alert of a rule that a user wrote for a member. */
const queue = { alertname: 'QueueFull', severity: 'warning', team: 'payments' };

const TEAMS: Setting = {
  members: MEMBERS,
  receivers: { ops: undefined, payments: undefined, oncall: undefined, lab: undefined },
  route:
    '{ receiver: ops, routes: [{ receiver: payments, matchers: [\'team="payments"\'] }, { receiver: lab, matchers: [\'cluster="right"\'] }, { receiver: oncall, matchers: [\'severity="critical"\'] }] }',
};

/** Which receiver is told of what. */
export const ROUTES: readonly Scenario[] = [
  {
    name: 'what a member raises is told once, with its name and its labels, to the receiver of its team',
    run: () =>
      onStage(TEAMS, async ({ members: [raises], receiver }) => {
        raises?.turn(raising(full('warning', '/'), queue));
        await told(receiver('ops'), 'firing NodeFilesystemAlmostFull raising');
        await told(receiver('payments'), 'firing MemberAlert raising');
        raises?.turn(honest());
        await told(receiver('ops'), 'resolved NodeFilesystemAlmostFull raising');
        await told(receiver('payments'), 'resolved MemberAlert raising');
        const cluster = 'raising';
        const labels = { ...full('warning', '/'), cluster };
        assert.deepEqual(
          alertsTold(receiver('ops')).map(({ labels }) => labels),
          [labels, labels],
        );
        // What has no job of its own has that of the hub.
        const others = {
          ...queue,
          alertname: 'MemberAlert',
          alert: queue.alertname,
          cluster,
          job: cluster,
        };
        assert.deepEqual(
          alertsTold(receiver('payments')).map(({ labels }) => labels),
          [others, others],
        );
      }),
  },
  {
    name: 'a cluster and a severity lead to the receivers of their routes, the first that matches',
    run: () =>
      onStage(TEAMS, async ({ members: [one, two], receiver }) => {
        one?.turn(raising(full('critical', '/'), { ...full('info', '/'), alertname: 'Other' }));
        two?.turn(raising(full('critical', '/')));
        await told(receiver('oncall'), 'firing NodeFilesystemAlmostFull raising');
        await told(receiver('lab'), 'firing NodeFilesystemAlmostFull right');
        await told(receiver('ops'), 'firing MemberAlert raising');
        one?.turn(honest());
        two?.turn(honest());
        await told(receiver('oncall'), 'resolved NodeFilesystemAlmostFull raising');
        await told(receiver('lab'), 'resolved NodeFilesystemAlmostFull right');
        for (const [name, count] of [
          ['oncall', 2],
          ['lab', 2],
          ['payments', 0],
        ] as const) {
          assert.equal(receiver(name).told().length, count, name);
        }
      }),
  },
  {
    name: 'critical keeps warning of the same thing quiet, and of no other, until it is over',
    run: () =>
      onStage({ members: MEMBERS }, async ({ members: [raises], receiver }) => {
        const ops = receiver('ops');
        const warnings = [full('warning', '/'), full('warning', '/var')];
        raises?.turn(raising(full('critical', '/'), ...warnings));
        await eventually(
          'what is told',
          async () =>
            alertsTold(ops).map(
              ({ labels: { severity, mountpoint } }) => `${severity} ${mountpoint}`,
            ),
          (found) => found.includes('critical /') && found.includes('warning /var'),
        );
        const ends = Date.now();
        raises?.turn(raising(...warnings));
        await eventually(
          'that there is a warning behind it',
          async () =>
            ops.calls.filter(({ alerts }) =>
              alerts.some(
                ({ labels, status }) =>
                  status === 'firing' && labels.severity === 'warning' && labels.mountpoint === '/',
              ),
            ),
          ([first]) => first !== undefined && first.at > ends,
        );
      }),
  },
  {
    name: 'a mute time keeps quiet, while it lasts',
    run: () =>
      onStage(
        {
          members: MEMBERS,
          receivers: { ops: undefined, muted: undefined, over: undefined },
          route:
            '{ receiver: ops, routes: [{ receiver: muted, continue: true, mute_time_intervals: [always] }, { receiver: over, mute_time_intervals: [past] }] }',
          config:
            "time_intervals: [{ name: always, time_intervals: [{ years: ['2000:2999'] }] }, { name: past, time_intervals: [{ years: ['2000:2001'] }] }]",
        },
        async ({ alertmanager, members: [raises], receiver }) => {
          raises?.turn(raising(full('critical', '/')));
          await told(receiver('over'), 'firing NodeFilesystemAlmostFull raising');
          raises?.turn(honest());
          await told(receiver('over'), 'resolved NodeFilesystemAlmostFull raising');
          assert.deepEqual(receiver('muted').calls, []);
          const suppressed = 'alertmanager_notifications_suppressed_total';
          assert.ok((await alertmanager.metric(suppressed, 'reason="mute_time_interval"')) > 0);
        },
      ),
  },
];
