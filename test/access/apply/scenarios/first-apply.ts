import assert from 'node:assert/strict';
import { fleet, type Scenarios } from '../stage';

/** From nothing to a fleet at which a second apply has nothing to do. */
export const FIRST_APPLY: Scenarios = {
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
};
