import assert from 'node:assert/strict';
import type { ApiServer } from '../../api-server/server';
import { Cluster, ref, writeContexts } from './clusters';
import { outcomeOf, Workplace } from './promfleet';

/** Two clusters: the hub's, which is also a member, and one far away. */
interface Stage {
  readonly place: Workplace;
  readonly home: Cluster;
  readonly away: Cluster;
}

const server = (name: string) => `https://${name}.example.com:6443`;

/** A fleet of the two; there are no nodes on which a pod could run. */
function fleet({ hub = {}, own = {}, far = {} }: Record<string, object> = {}) {
  return {
    hub: { cluster: 'home', namespace: 'watching', storage: '50Gi', ...hub },
    clusters: [
      { name: 'home', server: server('home'), monitor: { storage: '20Gi', ...own } },
      { name: 'away', server: server('away'), monitor: { storage: '20Gi', ...far } },
    ],
  };
}

/** One after the other, each on what those before have left. */
export const SCENARIOS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'a dry run of the first apply shows everything and changes nothing': async (stage) => {
    const { place, home, away } = stage;
    place.write(fleet());
    const { code, stdout, stderr } = await place.text('--dry-run');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^away: \d+ to be created\n {2}\+ Namespace monitoring\n/m);
    assert.match(stderr, /Secret watching\/grafana-admin would be made/);
    assert.deepEqual([await home.versions(), await away.versions()], [{}, {}]);
    assert.throws(() => place.files(), /ENOENT/);
  },

  'the first apply makes everything, with one field manager, and writes dist/': async (stage) => {
    const { place, away } = stage;
    const said = await place.apply('--no-wait');
    assert.equal(said.code, 0, JSON.stringify(said));
    assert.deepEqual(
      said.clusters.map(({ role, name }) => `${role} ${name}`),
      ['member away', 'member home', 'hub home'],
    );
    for (const { created, changed, unchanged } of said.clusters) {
      assert.ok(created > 15 && changed + unchanged === 0);
    }
    const { metadata } = await away.read('Deployment', 'monitor-pushgateway', 'monitoring');
    const managers = metadata.managedFields?.map(({ manager, operation }) => [manager, operation]);
    assert.deepEqual(managers, [['promfleet', 'Apply']]);
    assert.ok(Object.keys(place.files()).includes('clusters/away/monitor.k8s.yaml'));
  },

  "Grafana's first user has a password that is made once and never printed": async (stage) => {
    const { place, home } = stage;
    const { metadata, data } = await home.read('Secret', 'grafana-admin', 'watching');
    const [password = ''] = Object.entries(data ?? {}).flatMap(([key, value]) =>
      key === 'admin-password' ? [Buffer.from(String(value), 'base64').toString()] : [],
    );
    assert.match(password, /^[\w-]{32}$/);
    assert.ok(!place.printed.includes(password));
    assert.match(
      place.printed,
      /kubectl --context home get secret grafana-admin -n watching -o jsonpath='{.data.admin-password}'/,
    );
    const { stderr } = await place.text('--no-wait');
    assert.doesNotMatch(stderr, /grafana-admin/);
    const again = await home.read('Secret', 'grafana-admin', 'watching');
    assert.equal(again.metadata.resourceVersion, metadata.resourceVersion);
  },

  'a second apply finds nothing to change, and no object is touched': async (stage) => {
    const { place, home, away } = stage;
    const before = [await home.versions(), await away.versions()];
    const files = place.files();
    const said = await place.apply('--no-wait');
    for (const { created, changed, unchanged, pruned } of said.clusters) {
      assert.ok(created + changed + pruned === 0 && unchanged > 15);
    }
    assert.deepEqual([await home.versions(), await away.versions()], before);
    assert.deepEqual(place.files(), files);
  },

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

  'a context that is not there fails its own cluster alone': async (stage) => {
    const { place, home } = stage;
    writeContexts(place.kubeconfig, { home: home.server });
    const { code, stdout, stderr } = await place.text('--no-wait');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^away: failed, nothing was applied\nhome: \d+ unchanged\nthe hub home: \d+ unchanged$/m,
    );
    assert.match(
      stderr,
      /^error: away: no context away in the kubeconfig, name the right one as kubeContext in the fleet file$/m,
    );
  },

  'who may not apply is told which kinds, once': async (stage) => {
    const { place, home, away } = stage;
    const contexts = { home: home.server, away: away.server };
    writeContexts(place.kubeconfig, contexts, { away: 'nobody' });
    place.write(fleet({ far: { retention: '6h' } }));
    const { code, stderr } = await place.text('--no-wait', '--only', 'away');
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error: away: nobody may not patch clusterrolebindings, clusterroles, .*, statefulsets, allow it or use a context that may$/m,
    );
    writeContexts(place.kubeconfig, contexts);
    place.write(fleet());
  },

  'a namespace that is being deleted is said to be': async (stage) => {
    const { place, away } = stage;
    place.write(fleet({ far: { namespace: 'ending' } }));
    const namespace = ref('Namespace', 'ending');
    await away.applyAs('kubectl', { ...namespace, metadata: { name: 'ending' } });
    // Nobody is there who would finish it.
    await away.resources.delete(namespace);
    const said = await place.apply('--no-wait', '--only', 'away');
    assert.match(
      outcomeOf(said, 'away').problems.join('\n'),
      /its namespace is being deleted, wait until kubectl get namespace ending finds none/,
    );
    place.write(fleet());
    assert.equal((await place.apply('--no-wait', '--max-removed', '50')).code, 0);
  },

  'what is being deleted is not applied, and is once it is gone': async (stage) => {
    const { place, away } = stage;
    const account = await away.read('ServiceAccount', 'monitor-prometheus-server', 'monitoring');
    const { apiVersion, kind } = account;
    const { name, namespace } = account.metadata;
    const held = (...finalizers: string[]) => {
      const metadata = { name, namespace, finalizers };
      return away.applyAs('holder', { apiVersion, kind, metadata });
    };
    await held('example.com/held');
    await away.resources.delete(account);
    const said = await place.apply('--no-wait', '--only', 'away');
    assert.equal(said.code, 1);
    assert.deepEqual(outcomeOf(said, 'away').problems, [
      `ServiceAccount monitoring/${name}: it is being deleted, wait until it is gone, and apply again`,
    ]);
    await held();
    const again = await place.apply('--no-wait', '--only', 'away');
    assert.deepEqual([again.code, outcomeOf(again, 'away').created], [0, 1]);
  },

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

/** Runs a scenario's stage. */
export async function onStage(
  home: ApiServer,
  away: ApiServer,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const place = new Workplace();
  try {
    writeContexts(place.kubeconfig, { home, away });
    await run({ place, home: new Cluster(home), away: new Cluster(away) });
  } finally {
    place.end();
  }
}
