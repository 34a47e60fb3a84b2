import assert from 'node:assert/strict';
import { honest, startHonest, unavailable } from '../../faults/hub/member';
import { eventually, fires } from '../../faults/hub/observe';
import type { Scenario } from '../../faults/run';
import { told } from '../expect';
import { onStage } from '../stage';
import { alertsTold } from '../webhook';

const MEMBERS = () => [startHonest('gone'), startHonest('later')];

/** Replicas that tell people once. */
export const REPLICAS: readonly Scenario[] = [
  {
    name: 'two replicas of Alertmanager tell of an alert once, and so does the one that is left',
    run: () =>
      onStage(
        { members: MEMBERS, replicas: 2 },
        async ({ hub, alertmanagers: [first], members: [gone, later], receiver }) => {
          const ops = receiver('ops');
          gone?.turn(unavailable);
          await told(ops, 'firing ClusterMissing gone');
          gone?.turn(honest());
          await told(ops, 'resolved ClusterMissing gone');
          later?.turn(unavailable);
          // Meanwhile the other has heard of what was sent.
          await eventually(
            'an alert that is about to fire',
            () => hub.query('ALERTS{alertname="ClusterMissing", alertstate="pending"}'),
            (found) => found.length === 1,
          );
          await first?.stop('SIGKILL');
          await told(ops, 'firing ClusterMissing later');
          later?.turn(honest());
          await told(ops, 'resolved ClusterMissing later');
          // That a replica is gone may be told as well.
          const ofMembers = ops.told().filter((what) => what.includes('ClusterMissing'));
          assert.deepEqual(ofMembers, [
            'firing ClusterMissing gone',
            'resolved ClusterMissing gone',
            'firing ClusterMissing later',
            'resolved ClusterMissing later',
          ]);
        },
      ),
  },
  {
    name: "what both replicas of the hub's Prometheus raise is one alert",
    run: () =>
      onStage(
        { members: MEMBERS, hubs: 2 },
        async ({ alertmanager, hubs, members: [gone], receiver }) => {
          const ops = receiver('ops');
          gone?.turn(unavailable);
          for (const hub of hubs) await fires(hub, 'ClusterMissing', 'gone');
          await told(ops, 'firing ClusterMissing gone');
          const held = await alertmanager.alerts('ClusterMissing');
          assert.deepEqual(
            held.map(({ labels }) => labels),
            alertsTold(ops).map(({ labels }) => labels),
          );
          gone?.turn(honest());
          await told(ops, 'resolved ClusterMissing gone');
          assert.deepEqual(ops.told(), [
            'firing ClusterMissing gone',
            'resolved ClusterMissing gone',
          ]);
        },
      ),
  },
];
