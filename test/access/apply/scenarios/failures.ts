import assert from 'node:assert/strict';
import { ref, writeContexts } from '../clusters';
import { outcomeOf } from '../promfleet';
import { fleet, type Scenarios } from '../stage';

/** What keeps a cluster from being applied, and how it is said. */
export const FAILURES: Scenarios = {
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
};
