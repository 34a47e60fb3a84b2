import assert from 'node:assert/strict';
import { writeContexts } from '../clusters';
import { outcomeOf, Workplace } from '../promfleet';
import { fleet, type Scenarios, server } from '../stage';

/** What belongs to another fleet, or is another cluster than it was. */
export const OTHER_FLEETS: Scenarios = {
  'two fleets on one cluster leave each other alone': async (stage) => {
    const { place, away } = stage;
    const second = new Workplace();
    try {
      writeContexts(second.kubeconfig, { other: stage.home.server, away: away.server });
      const other = (release: string, namespace: string) => ({
        hub: { cluster: 'other', namespace: 'others', release: 'others', storage: '50Gi' },
        clusters: [
          {
            name: 'away',
            server: server('away'),
            monitor: { release, namespace, storage: '20Gi', nodeExporter: false },
          },
        ],
      });
      second.write(other('monitor', 'monitoring'));
      const { code, stderr } = await second.text('--no-wait');
      assert.equal(code, 1);
      assert.match(
        stderr,
        /error: away: .* of the fleet of the hub home\/watching\/hub, .*--force/,
      );

      second.write(other('second', 'monitoring'));
      const before = await away.versions();
      const said = await second.apply('--no-wait');
      assert.equal(said.code, 1, 'both have the Service that people push to');
      second.write(other('second', 'elsewhere'));
      const apart = await second.apply('--no-wait');
      assert.equal(apart.code, 0, JSON.stringify(apart));
      place.write(fleet({ far: { kubeStateMetrics: false } }));
      assert.equal((await place.apply('--no-wait')).code, 0);
      assert.ok(await away.has('Deployment', 'second-kube-state-metrics', 'elsewhere'));
      second.write({ ...other('second', 'elsewhere'), clusters: [] });
      const after = await away.versions();
      const lost = Object.keys(before).filter((name) => !(name in after));
      assert.ok(
        lost.every((name) => name.includes('kube-state-metrics')),
        lost.join(),
      );
    } finally {
      second.end();
    }
  },

  'an entry whose context leads to another cluster is stopped': async (stage) => {
    const { place, home, away } = stage;
    place.write(fleet());
    assert.equal((await place.apply('--no-wait')).code, 0);
    const before = [await home.versions(), await away.versions()];
    writeContexts(place.kubeconfig, { home: home.server, away: home.server });
    const said = await place.apply('--no-wait');
    assert.equal(said.code, 1);
    assert.match(
      outcomeOf(said, 'away').problems.join(),
      /its context away leads to another cluster than at the last apply, found the identity \S+ where it was \S+, write the right kubeContext; --force/,
    );
    writeContexts(place.kubeconfig, { home: away.server, away: away.server });
    const turned = await place.apply('--no-wait');
    assert.ok(
      turned.clusters.every(({ problems, name }) => name === 'away' || problems.length > 0),
    );
    assert.deepEqual([await home.versions(), await away.versions()], before);
    writeContexts(place.kubeconfig, { home: home.server, away: away.server });
  },
};
