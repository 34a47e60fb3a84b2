import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { Continuity } from '../harness/continuity';
import type { Journey } from '../harness/journey';
import { kubectl } from '../harness/kubectl';
import { say } from '../harness/log';
import { imagesOf, readManifests } from '../harness/manifests';
import { deployedImage } from '../harness/workload';
import { loadImages, recordedClusters, syncAsByDefault, until } from '../local';
import { AccessFleet, empty, HUB_CONTEXT, quickStart } from './access/access-fleet';
import { knowsWhenCredentialsEnd } from './access/ends';
import { alertsOfDrill, hasSomebodyTold } from './access/told';
import { installOperated } from './operator/install';
import { EXISTING_JOBS } from './operator/monitors';
import { OPERATOR_IMAGES } from './operator/operator';
import { EXISTING } from './operator/prometheus';
import { applyRules, evaluatesItsRules, raisesItsAlert } from './operator/rules';
import { delaysNoOther, readsRawSeries } from './shown/drilled';
import { fetchesATwentieth } from './shown/federated';
import { everyPanelShowsData } from './shown/panels';

/** Contexts of the members, as README's pattern finds them. */
const [FIRST, SECOND, JOINING] = ['prod-a', 'prod-b', 'prod-c'];
/** Seconds between two federation requests, unless a fleet file says otherwise. */
const INTERVAL = 15;
/** How soon the first sample of a member that joins has to be there. */
const MOST_SECONDS_TO_JOIN = 60;

/** 14. What README promises: from kubeconfigs to a watched fleet in four commands. */
export const fourCommands: Journey = {
  number: 14,
  title: 'Four commands',
  needsFleet: false,
  impossible: ({ context }) =>
    context.localDir === undefined
      ? 'it deletes whatever is on the clusters, which it does to its own only'
      : context.members.length < 3
        ? 'there is no third member'
        : undefined,
  run: async (stand, step) => {
    const { hub: hubCluster, members, localDir = '', workDir } = stand.context;
    const [a, b, c] = members;
    if (!a || !b || !c) throw new Error('unreachable: it is impossible without three members');
    const fleet = new AccessFleet(stand, { [FIRST]: a, [SECOND]: b });
    const { hub } = fleet;
    let watched: Continuity | undefined;
    let incarnation: string[] = [];

    await step(
      'the clusters are empty, and the kubelet of the hub is as slow as others',
      async () => {
        await stand.synth([a.name], {}, { hub: { grafana: { enabled: true } } });
        const images = imagesOf(readManifests(`${workDir}/dist/hub`));
        await loadImages(recordedClusters(localDir), images, say);
        const joining = recordedClusters(localDir).filter(({ name }) => name === c.name);
        await loadImages(joining, Object.values(OPERATOR_IMAGES), say);
        await Promise.all([hubCluster, a, b, c].map(empty));
        const local = recordedClusters(localDir).find(({ name }) => name === hubCluster.name);
        assert.ok(local);
        await syncAsByDefault(local, say);
        fleet.begin();
      },
    );
    await step('the four commands of README bring samples of both members', async () => {
      const started = Date.now();
      for (const command of quickStart()) await fleet.run(command);
      for (const name of [FIRST, SECOND]) await hasSamples(fleet, name);
      const seconds = (Date.now() - started) / 1000;
      say(`from the first command to samples of both members: ${seconds.toFixed(0)} s`);
    });
    await step('all four say the same again, and change nothing', async () => {
      incarnation = await hub.incarnation();
      const applied = await fleet.run('npx promfleet apply');
      for (const name of [FIRST, SECOND, `the hub ${HUB_CONTEXT}`]) {
        assert.match(applied, new RegExp(`^${name}: \\d+ unchanged$`, 'm'));
      }
      const connected = await fleet.run('npx promfleet connect');
      for (const name of [FIRST, SECOND]) {
        assert.match(connected, new RegExp(`^${name}: .*left alone`, 'm'));
      }
      await fleet.run('npx promfleet status');
      await assert.rejects(fleet.run("npx promfleet init --context 'prod-*'"), /import/);
      assert.deepEqual(await hub.incarnation(), incarnation);
    });
    await step('the fleet file says who is told, and only Alertmanager is replaced', async () => {
      watched = await Continuity.begin(hub, INTERVAL);
      await hasSomebodyTold(fleet);
      assert.deepEqual(await hub.incarnation(), incarnation);
    });
    await step('a drill of one member reaches them, ends, and touches no other', async () => {
      const drill = await fleet.run(`npx promfleet drill ${FIRST} --yes`);
      assert.match(drill, /^\+ +\d+s +told +on-call by webhook: told$/m);
      assert.deepEqual(await alertsOfDrill(hub), []);
      for (const name of [FIRST, SECOND]) await watched?.everyReplicaScraped(name);
      assert.deepEqual(await hub.incarnation(), incarnation);
    });
    await step('credentials are renewed, and no scrape is missed', async () => {
      watched = await Continuity.begin(hub, INTERVAL);
      const before = new Set(await fleet.secrets());
      await fleet.run('npx promfleet connect --renew');
      const after = (await fleet.secrets()).filter((secret) => !before.has(secret));
      assert.notEqual(after.length, 0, 'nothing at the hub is new');
      const deployed = readManifests(`${workDir}/dist/clusters/${a.name}`);
      await Promise.all([
        // The kubelet has been told to look: the last rounds are with the new ones.
        until('four rounds', rounds(fleet, 4), { timeoutMs: 120_000 }),
        // For the next step, which would wait for it.
        installOperated(c, {
          prometheus: deployedImage(deployed, 'prometheus'),
          nodeExporter: deployedImage(deployed, 'node-exporter'),
          kubeStateMetrics: deployedImage(deployed, 'kube-state-metrics'),
        }),
      ]);
      for (const name of [FIRST, SECOND]) await watched.everyReplicaScraped(name);
    });
    await step('the hub knows when they end, and none does soon', () =>
      knowsWhenCredentialsEnd(hub, [FIRST, SECOND]),
    );
    await step('a member with a Prometheus of its own is imported', async () => {
      fleet.learn(JOINING, c);
      watched = await Continuity.begin(hub, INTERVAL);
      const init = `npx promfleet init --context ${JOINING} --fleet another.yaml --dry-run`;
      assert.match(await fleet.run(init), new RegExp(`service: ${EXISTING.service}`));
      await fleet.run(`npx promfleet import --context ${JOINING}`);
      const entry = fleetEntry(fleet, JOINING);
      const { service, namespace, port, jobs } = entry?.monitor?.existing ?? {};
      assert.deepEqual({ service, namespace, port, jobs }, { ...EXISTING, jobs: EXISTING_JOBS });
      await fleet.run('npx promfleet apply');
    });
    await step('its Prometheus is given the rules, as the page says', () =>
      applyRules(fleet, JOINING),
    );
    await step('it is adopted', async () => {
      const started = Date.now();
      await fleet.run('npx promfleet connect');
      await hasSamples(fleet, JOINING);
      const seconds = (Date.now() - started) / 1000;
      say(`from connect to the first sample of the member that joins: ${seconds.toFixed(0)} s`);
      assert.ok(seconds < MOST_SECONDS_TO_JOIN, `it took ${seconds} s`);
      await fleet.secrets();
      await fleet.run('npx promfleet status --wait 2m');
    });
    await step('its operator has loaded the rules: none fails, and they record', () =>
      evaluatesItsRules(fleet, c),
    );
    await step('an alert of them is at the hub, under its own name', () =>
      raisesItsAlert(hub, JOINING),
    );
    await step('a twentieth is fetched of what whole jobs are, of each member', async () => {
      for (const [name, cluster] of Object.entries({ [FIRST]: a, [SECOND]: b, [JOINING]: c })) {
        await fetchesATwentieth(fleet, name, cluster);
      }
    });
    await step('every panel of the dashboards shows data of the hub', () =>
      everyPanelShowsData(fleet, a),
    );
    await step('no pod of the hub is new, and no scrape of the others was missed', async () => {
      assert.deepEqual(await hub.incarnation(), incarnation);
      for (const name of [FIRST, SECOND]) await watched?.everyReplicaScraped(name);
    });
    await step('raw series are read on demand, and no pod of the hub is new for it', async () => {
      await readsRawSeries(fleet, { [FIRST]: a, [SECOND]: b });
      const down = recordedClusters(localDir).find(({ name }) => name === b.name);
      assert.ok(down);
      await delaysNoOther(fleet, FIRST, SECOND, down);
      assert.deepEqual(await hub.incarnation(), incarnation);
    });
    await step('what is revoked is refused from then on', async () => {
      watched = await Continuity.begin(hub, INTERVAL);
      const said = await fleet.run(`npx promfleet connect --revoke ${JOINING} --yes`);
      assert.match(said, /refused/);
      await assert.rejects(fleet.run('npx promfleet status'), new RegExp(JOINING));
    });
    await step('a member leaves, and nothing of it stays but its Prometheus', async () => {
      fleet.edit((text) => withoutEntry(text, JOINING));
      await fleet.run('npx promfleet apply --max-removed 100');
      await until(`${JOINING} to be no target`, async () => {
        const targets = await Promise.all(hub.replicas.map((replica) => replica.targets()));
        return !targets.flat().some(({ scrapePool }) => scrapePool === JOINING);
      });
      const args = ['get', 'role,rolebinding', '-A', '-l', 'app.kubernetes.io/part-of=promfleet'];
      assert.equal((await kubectl(c, [...args, '-o', 'name'])).stdout, '');
      assert.deepEqual(await hub.incarnation(), incarnation);
      for (const name of [FIRST, SECOND]) await watched?.everyReplicaScraped(name);
      // What members should have is said once a minute at the hub.
      await fleet.run('npx promfleet status --wait 2m');
    });
    await step('no key, token or password is in anything that was written or printed', async () => {
      // Those that were renewed or revoked since, too.
      const secrets = [...fleet.known];
      assert.notEqual(secrets.length, 0);
      for (const [name, text] of fleet.written()) {
        assert.ok(!secrets.some((secret) => text.includes(secret)), `${name} has one`);
        assert.doesNotMatch(text, /PRIVATE KEY|\beyJ[\w-]{20,}/, name);
      }
    });
  },
};

async function hasSamples({ hub }: AccessFleet, cluster: string): Promise<void> {
  await hub.eventually(`samples of ${cluster}`, async (replica) => {
    const query = `count({cluster="${cluster}", job!="", promfleet_job!="federation"})`;
    return ((await replica.value(query)) ?? 0) > 0;
  });
}

/** Whether so many intervals have passed since it was made. */
function rounds({ hub }: AccessFleet, number: number): () => Promise<boolean> {
  let since: number | undefined;
  return async () => {
    const now = (await hub.replicas[0]?.now()) ?? 0;
    since ??= now;
    return now - since > number * INTERVAL;
  };
}

interface Entry {
  readonly name: string;
  readonly monitor?: { readonly existing?: Partial<typeof EXISTING> & { jobs?: string[] } };
}

function fleetEntry(fleet: AccessFleet, name: string): Entry | undefined {
  const { clusters } = parse(fleet.written().get('fleet.yaml') ?? '') as { clusters: Entry[] };
  return clusters.find((entry) => entry.name === name);
}

/** The fleet file without an entry, which is the last one. */
function withoutEntry(text: string, name: string): string {
  const at = text.indexOf(`- name: ${name}`);
  assert.ok(at > 0, `the fleet file has no ${name}`);
  return `${text.slice(0, at).trimEnd()}\n`;
}
