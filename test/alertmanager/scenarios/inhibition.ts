import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { drillRules } from '../../../prometheus/rules/inventory';
import { put } from '../../faults/hub/files';
import { type Answer, honest, startHonest, unavailable } from '../../faults/hub/member';
import { eventually, fires } from '../../faults/hub/observe';
import { shortened } from '../../faults/hub/shortened';
import type { Scenario } from '../../faults/run';
import { fleetFile, resolved } from '../../fleet';
import type { AlertmanagerProcess } from '../alertmanager';
import { told } from '../expect';
import { raising } from '../raising';
import { onStage } from '../stage';
import { alertsTold } from '../webhook';

/** Nobody answers for the member, or what answers brings nothing: by turns. */
const comesAndGoesEmpty: Answer = (response, nth, request) =>
  nth % 2 === 0 ? unavailable(response, nth, request) : response.end();

/** Waits until Alertmanager has an alert and keeps it to itself, as another says more. */
const inhibited = (alertmanager: AlertmanagerProcess, alertname: string) =>
  eventually(
    `${alertname} is inhibited`,
    async () => (await alertmanager.alerts(alertname)).map(({ status }) => status),
    (found) => found.length > 0 && found.every(({ inhibitedBy }) => inhibitedBy.length > 0),
  );

/** Alerts that silence others. */
export const INHIBITION: readonly Scenario[] = [
  {
    name: 'a member that is stopped is told of once, as missing, and once when it is back',
    run: () =>
      onStage(
        { members: () => [startHonest('gone'), startHonest('right')] },
        async ({ hub, alertmanager, members: [gone], receiver }) => {
          const ops = receiver('ops');
          gone?.turn(unavailable);
          await told(ops, 'firing ClusterMissing gone');
          await fires(hub, 'FederationDown', 'gone');
          await inhibited(alertmanager, 'FederationDown');
          gone?.turn(honest());
          await told(ops, 'resolved ClusterMissing gone');
          assert.deepEqual(ops.told(), [
            'firing ClusterMissing gone',
            'resolved ClusterMissing gone',
          ]);
        },
      ),
  },
  {
    name: 'while a member is missing nobody is told of what else is wrong with it',
    run: () =>
      onStage(
        {
          members: () => [startHonest('flaky'), startHonest('right')],
        },
        async ({ alertmanager, members: [flaky], receiver }) => {
          const ops = receiver('ops');
          flaky?.turn(raising({ alertname: 'QueueFull', severity: 'warning' }));
          await told(ops, 'firing MemberAlert flaky');
          flaky?.turn(comesAndGoesEmpty);
          await told(ops, 'firing ClusterMissing flaky');
          await inhibited(alertmanager, 'MemberAlert');
          await inhibited(alertmanager, 'FederationFlapping');
          await inhibited(alertmanager, 'FederationDown');
          const back = Date.now();
          flaky?.turn(honest());
          await told(ops, 'resolved ClusterMissing flaky');
          assert.deepEqual(
            ops.told(({ at }) => at < back),
            ['firing MemberAlert flaky', 'firing ClusterMissing flaky'],
          );
        },
      ),
  },
  {
    name: 'a fire drill is told of as one, and silences nothing',
    run: () =>
      onStage(
        { members: () => [startHonest('drilled')] },
        async ({ hub, members: [drilled], receiver }) => {
          const ops = receiver('ops');
          const end = Math.floor(Date.now() / 1000) + 30;
          const rules = shortened(drillRules(resolved(fleetFile()).hub, 'drilled', end));
          put(hub.path('inventory/drill.yml'), stringify(rules));
          await told(ops, 'firing ClusterMissing drilled');
          drilled?.turn(raising({ alertname: 'QueueFull', severity: 'warning' }));
          await told(ops, 'firing MemberAlert drilled');
          await eventually(
            'the end of the drill',
            async () => alertsTold(ops).filter(({ labels }) => labels.drill === 'true'),
            (found) => found.at(-1)?.status === 'resolved',
          );
          assert.deepEqual(ops.told(), [
            'firing ClusterMissing drilled',
            'firing MemberAlert drilled',
            'resolved ClusterMissing drilled',
          ]);
        },
      ),
  },
];
