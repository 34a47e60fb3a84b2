import assert from 'node:assert/strict';
import type { SimulatedCluster } from '../simulated';
import { adminOf } from '../simulated/client';
import { outcomeOf } from './promfleet';
import { fleetOf, withFleet } from './simulated-fleet';

const PROMETHEUS = '/apis/apps/v1/namespaces/monitoring/statefulsets/monitor-prometheus-server';
const PUSHGATEWAY = '/apis/apps/v1/namespaces/monitoring/deployments/monitor-pushgateway';

/** What is not to be deleted, whatever the fleet file says by now. */
export const GUARDS: Readonly<Record<string, () => Promise<void>>> = {
  'members keep what is no longer rendered as long as the hub is not applied': () =>
    withFleet([{ name: 'hub' }, { name: 'one' }, { name: 'two' }], async (place, [hub, one]) => {
      assert.ok(hub && one);
      assert.equal((await place.apply()).code, 0);
      place.write({ ...fleetOf('hub', ['one', 'two']), defaults: WITHOUT_PUSHGATEWAY });
      hub.faults.failures = 1000;
      const said = await place.apply();
      hub.faults.failures = 0;
      assert.equal(said.code, 1);
      assert.match(
        outcomeOf(said, 'one').notes.join(),
        /^what is no longer rendered stays as long as the hub is not applied, found .*pushgateway/,
      );
      assert.ok(await has(one, PUSHGATEWAY));
      const again = await place.apply();
      assert.equal(again.code, 0, JSON.stringify(again));
      assert.ok(!(await has(one, PUSHGATEWAY)));
    }),

  'an entry under another name keeps its objects, also while others are applied alone': () =>
    withFleet([{ name: 'hub' }, { name: 'one' }, { name: 'two' }], async (place, [, one]) => {
      assert.ok(one);
      assert.equal((await place.apply()).code, 0);
      const { hub, clusters } = fleetOf('hub', ['one', 'two']);
      const renamed = clusters.map((entry) =>
        entry.name === 'one' ? { ...entry, name: 'uno', kubeContext: 'one' } : entry,
      );
      place.write({ hub, clusters: renamed });
      const others = await place.apply('--only', 'two', '--hub', '--max-removed', '100');
      assert.equal(others.code, 0, JSON.stringify(others));
      assert.ok(outcomeOf(others, 'one').left);
      assert.ok(await has(one, PROMETHEUS));
      assert.equal((await place.apply()).code, 0);
      assert.ok(await has(one, PROMETHEUS));
    }),

  'a fleet file that has none of the members of the hub changes nothing there': () =>
    withFleet([{ name: 'hub' }, { name: 'one' }], async (place, clusters) => {
      assert.equal((await place.apply()).code, 0);
      const changes = () =>
        clusters.map(({ counters }) => counters.count('PATCH') + counters.count('DELETE'));
      const before = changes();
      place.write(fleetOf('hub', ['other']));
      const said = await place.apply('--max-removed', '100');
      assert.equal(said.code, 1);
      assert.match(
        outcomeOf(said, 'hub').problems.join(),
        /^the fleet file has none of the members that it was applied with, found one there,/,
      );
      assert.deepEqual(changes(), before);
    }),

  'what others have taken while a question was not answered stays': () =>
    withFleet([{ name: 'hub' }, { name: 'one' }, { name: 'two' }], async (place, [, one]) => {
      assert.ok(one);
      assert.equal((await place.apply()).code, 0);
      place.write({ ...fleetOf('hub', ['one', 'two']), defaults: WITHOUT_PUSHGATEWAY });
      const taken = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: NAMED };
      const answer = async () => {
        const path = `${PUSHGATEWAY}?fieldManager=someone&force=true`;
        const type = 'application/apply-patch+yaml';
        await adminOf(one).request('PATCH', path, JSON.stringify(taken), type);
        return 'yes';
      };
      const { code, stderr } = await place.onTerminal(answer, '--max-removed', '0');
      assert.equal(code, 0, stderr);
      assert.match(
        stderr,
        /Deployment monitoring\/monitor-pushgateway .*: someone applies it, too/,
      );
      assert.ok(await has(one, PUSHGATEWAY));
    }),
};

const NAMED = { name: 'monitor-pushgateway', annotations: { 'example.com/whose': 'ours' } };
const WITHOUT_PUSHGATEWAY = { monitor: { pushgateway: false } };

async function has(cluster: SimulatedCluster, path: string): Promise<boolean> {
  const admin = adminOf(cluster);
  const { status } = await admin.request('GET', path);
  admin.close();
  return status === 200;
}
