import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { caFile, jobFile, put, remove } from '../files';
import { startHonest } from '../member';
import { failsWith, fires, HUB, resolves } from '../observe';
import type { HubProcess } from '../prometheus';
import { fault, type Scenario, withHub } from '../scenario';

const INVALID = 'scrape_configs: [{ job_name: broken, no_such_key: true }]\n';

const twoMembers = (name: string) => () => [startHonest(name), startHonest('right')];

/** Writes a job that is right, and is not as it was before. */
function putRight(hub: HubProcess): void {
  hub.rewrite({ federation: 'sampleLimit: 5000' });
}

/** Whether the last reload succeeded. */
async function reloaded(hub: HubProcess): Promise<boolean> {
  const [found] = await hub.query('prometheus_config_last_reload_successful');
  return found?.value === '1';
}

/** Files of the hub that are missing or wrong. */
export const CONFIGURATION: readonly Scenario[] = [
  fault({
    name: 'a member whose job is gone after a reload is missing until it returns',
    raises: { ClusterMissing: 'gone' },
    members: twoMembers('gone'),
    cause: (hub) => remove(hub.path(jobFile('gone'))),
    meanwhile: async (hub) => assert.ok(await reloaded(hub)),
    remedy: (hub) => hub.rewrite(),
  }),
  fault({
    name: 'a member whose job was never there is missing until it comes, without a restart',
    raises: { ClusterMissing: 'late' },
    members: twoMembers('late'),
    missing: [jobFile('late')],
    meanwhile: (hub) => failsWith(hub, 'late', /^no target$/),
    remedy: (hub) => hub.rewrite(),
  }),
  fault({
    name: 'one invalid job: the hub keeps its configuration and reads all members, this one too',
    raises: { HubConfigurationRejected: HUB },
    members: twoMembers('broken'),
    cause: (hub) => put(hub.path(jobFile('broken')), INVALID),
    meanwhile: async (hub) => {
      assert.equal(await reloaded(hub), false);
      await failsWith(hub, 'broken', /^$/);
      assert.match(hub.log(), /broken\.yaml.*field no_such_key not found/);
    },
    remedy: (hub) => putRight(hub),
  }),
  {
    // Prometheus compares with what it took last, and finds that there is nothing to reload.
    name: 'an invalid job that is taken back: the alert stays until the next change',
    alerts: [],
    run: () =>
      withHub({ members: twoMembers('broken')() }, async (hub) => {
        const file = hub.path(jobFile('broken'));
        const before = readFileSync(file);
        put(file, INVALID);
        await fires(hub, 'HubConfigurationRejected', HUB);
        put(file, before);
        await sleep(10_000);
        await fires(hub, 'HubConfigurationRejected', HUB);
        putRight(hub);
        await resolves(hub, 'HubConfigurationRejected');
      }),
  },
  {
    name: 'a hub that starts with an invalid job ends, naming its file, and starts when it is right',
    alerts: [],
    run: () =>
      withHub({ members: twoMembers('broken')() }, async (hub) => {
        await hub.stop();
        put(hub.path(jobFile('broken')), INVALID);
        await assert.rejects(hub.start(), /broken\.yaml.*field no_such_key not found/);
        hub.rewrite();
        await hub.start();
        await failsWith(hub, 'broken', /^$/);
      }),
  },
  fault({
    name: 'a job whose CA is missing is not started until its Secret comes, without a restart',
    raises: { FederationNotStarted: 'late', ClusterMissing: 'late' },
    members: twoMembers('late'),
    missing: [caFile('late')],
    remedy: (hub) => put(hub.path(caFile('late')), rootCertificates[0] ?? ''),
  }),
];
