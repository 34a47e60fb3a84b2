import assert from 'node:assert/strict';
import { writeContexts } from '../clusters';
import { outcomeOf } from '../promfleet';
import { fleet, type Scenarios } from '../stage';

/** Members that leave the fleet. */
export const LEAVING: Scenarios = {
  'a member that left is pruned through the context it had, or listed': async (stage) => {
    const { place, home, away } = stage;
    const { hub, clusters } = fleet();
    place.write({ hub, clusters: clusters.filter(({ name }) => name === 'home') });
    writeContexts(place.kubeconfig, { home: home.server });
    const listed = await place.apply('--no-wait');
    assert.equal(listed.code, 0, JSON.stringify(listed));
    assert.match(
      outcomeOf({ clusters: listed.clusters.slice(1) }, 'home').notes.join(),
      /away has left the fleet, and its objects stay: no context away .* to forget it: kubectl/,
    );

    writeContexts(place.kubeconfig, { home: home.server, away: away.server });
    const refused = await place.apply('--no-wait');
    assert.equal(refused.code, 1);
    assert.match(String(refused.refusal?.why), /everything of away/);
    assert.ok(await away.has('StatefulSet', 'monitor-prometheus-server', 'monitoring'));

    const said = await place.apply('--no-wait', '--max-removed', '60');
    assert.equal(said.code, 0, JSON.stringify(said));
    assert.ok(outcomeOf(said, 'away').left && outcomeOf(said, 'away').pruned > 15);
    assert.ok(!(await away.has('StatefulSet', 'monitor-prometheus-server', 'monitoring')));
    assert.ok(await away.has('StatefulSet', 'second-prometheus-server', 'elsewhere'));
    const again = await place.apply('--no-wait');
    assert.deepEqual(
      again.clusters.map(({ name }) => name),
      ['home', 'home'],
    );
  },
};
