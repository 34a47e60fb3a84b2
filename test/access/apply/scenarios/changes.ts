import assert from 'node:assert/strict';
import { ref } from '../clusters';
import { outcomeOf } from '../promfleet';
import { fleet, type Scenarios } from '../stage';

/** What an apply changes and deletes, and what it leaves to others or asks about first. */
export const CHANGES: Scenarios = {
  'a dry run shows what would change, and changes nothing': async (stage) => {
    const { place, home, away } = stage;
    place.write(fleet({ far: { retention: '5h', pushgateway: false } }));
    const before = [await home.versions(), await away.versions()];
    const files = place.files();
    const { code, stdout } = await place.text('--dry-run');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^ {2}~ StatefulSet monitoring\/monitor-prometheus-server\n.*retention.*→/m,
    );
    assert.match(stdout, /^ {2}- Deployment monitoring\/monitor-pushgateway$/m);
    assert.match(stdout, /^home: \d+ unchanged$/m);
    assert.deepEqual([await home.versions(), await away.versions()], before);
    assert.deepEqual(place.files(), files);
  },

  'what is no longer rendered is deleted, but not what others apply or made': async (stage) => {
    const { place, away } = stage;
    const labels = {
      'app.kubernetes.io/part-of': 'promfleet',
      'app.kubernetes.io/managed-by': 'promfleet',
    };
    const service = await away.read('Service', 'prometheus-pushgateway', 'monitoring');
    const { apiVersion, kind, metadata } = service;
    const { name, namespace } = metadata;
    const annotations = { 'example.com/whose': 'ours' };
    await away.applyAs('someone', {
      apiVersion,
      kind,
      metadata: { name, namespace, annotations },
    });
    const byHand = { ...ref('ConfigMap', 'by-hand', 'monitoring') };
    await away.applyAs('kubectl', { ...byHand, metadata: { ...byHand.metadata, labels } });

    const said = await place.apply('--no-wait', '--only', 'away');
    assert.equal(said.code, 0, JSON.stringify(said));
    assert.deepEqual(
      said.clusters.map(({ name }) => name),
      ['away'],
    );
    const [{ changed, pruned, notes }] = [outcomeOf(said, 'away')];
    assert.ok(changed >= 1 && pruned >= 2, JSON.stringify(said));
    assert.match(
      notes.join('\n'),
      /Service monitoring\/prometheus-pushgateway .* someone applies it, too/,
    );
    assert.ok(!(await away.has('Deployment', 'monitor-pushgateway', 'monitoring')));
    assert.ok(await away.has('Service', name, namespace));
    assert.ok(await away.has('ConfigMap', 'by-hand', 'monitoring'));
  },

  'a field that someone else has set is shown, and not taken': async (stage) => {
    const { place, away } = stage;
    const deployment = ref('Deployment', 'monitor-kube-state-metrics', 'monitoring');
    await away.applyAs('scaler', { ...deployment, spec: { replicas: 3 } });
    const replicas = async () =>
      JSON.stringify(
        (await away.read('Deployment', 'monitor-kube-state-metrics', 'monitoring')).spec,
      ).match(/"replicas":(\d)/)?.[1];
    const said = await place.apply('--no-wait');
    assert.equal(said.code, 1);
    assert.deepEqual(outcomeOf(said, 'away').conflicts, [
      {
        object: 'Deployment monitoring/monitor-kube-state-metrics',
        field: '.spec.replicas',
        manager: 'scaler',
      },
    ]);
    assert.equal(await replicas(), '3');
    const { stderr } = await place.text('--no-wait');
    assert.match(
      stderr,
      /error: away: Deployment monitoring\/monitor-kube-state-metrics has fields of scaler, found 1 conflict: .spec.replicas, take them with --force-conflicts/,
    );
    const forced = await place.apply('--no-wait', '--force-conflicts');
    assert.equal(forced.code, 0);
    assert.equal(await replicas(), '1');
  },

  'what cannot be changed in place is explained, and the rest is applied': async (stage) => {
    const { place } = stage;
    place.write(fleet({ far: { pushgateway: false, storage: '30Gi' } }));
    const said = await place.apply('--no-wait');
    const { problems } = outcomeOf(said, 'away');
    assert.equal(said.code, 1);
    assert.deepEqual(problems, [
      'StatefulSet monitoring/monitor-prometheus-server: cannot be changed in place, found another spec.volumeClaimTemplates, delete it with --cascade=orphan and apply, see Volumes in docs/upgrade.md',
    ]);
    place.write(fleet({ far: { pushgateway: false } }));
    assert.equal((await place.apply('--no-wait')).code, 0);
  },

  'most of a cluster is not deleted without being told to': async (stage) => {
    const { place, away } = stage;
    const before = Object.keys(await away.versions());
    const existing = { service: 'prometheus', namespace: 'default', port: 9090, jobs: ['node'] };
    const adopted = fleet();
    place.write({
      ...adopted,
      clusters: adopted.clusters.map((entry) =>
        entry.name === 'away' ? { ...entry, monitor: { existing } } : entry,
      ),
    });
    const { code, stderr } = await place.text('--no-wait');
    assert.equal(code, 1);
    assert.match(stderr, /^away: would lose .*StatefulSet monitoring\/monitor-prometheus-server/m);
    assert.match(stderr, /nothing was deleted: \d+ of \d+ objects .*, allow it with --max-removed/);
    const after = Object.keys(await away.versions());
    assert.deepEqual(
      before.filter((name) => !after.includes(name) && !name.includes('promfleet-applied')),
      [],
    );

    const said = await place.apply('--no-wait', '--max-removed', '60');
    assert.equal(said.code, 0, JSON.stringify(said));
    assert.ok(!(await away.has('StatefulSet', 'monitor-prometheus-server', 'monitoring')));
    assert.ok(await away.has('Namespace', 'monitoring'));
    assert.match(outcomeOf(said, 'away').notes.join('\n'), /Namespace monitoring .* stays/);
    place.write(fleet());
    const back = await place.apply('--no-wait', '--max-removed', '20');
    assert.equal(back.code, 0, JSON.stringify(back));
  },
};
