import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../e2e/local/wait';
import type { Scenario } from '../faults/run';
import { freePort } from '../tenants/servers';
import { fleetOf, hubOf, memberOf } from './fleet';
import { withPod } from './pod';
import { LOGIN, withAlertmanager, withVictoria } from './receivers';

const PASSWORD_FILE = '/etc/prometheus/secrets/receiver/password';

/** A receiver that wants a password, and is written to without waiting. */
const written = (url: string, more = '') =>
  `secrets: [receiver], remoteWrite: [{ name: far, url: '${url}', basic_auth: { username: ${LOGIN.username}, password_file: ${PASSWORD_FILE} }, queue_config: { batch_send_deadline: 1s }${more} }]`;

const RIGHT = { 'receiver/password': LOGIN.password };

const listens = async () => `127.0.0.1:${await freePort()}`;

/** What needs nothing but programs on loopback. */
export const ON_LOOPBACK: readonly Scenario[] = [
  {
    name: 'what a member scrapes arrives at VictoriaMetrics, with its external labels',
    run: () =>
      withVictoria(async ({ url, series }) => {
        const pod = memberOf(fleetOf({ monitor: written(url) }));
        await withPod({ ...pod, listens: await listens(), secrets: RIGHT }, async () => {
          const [up] = await until('samples', async () => {
            const found = await series('up{job="prometheus"}');
            return found.length > 0 && found;
          });
          assert.equal(up?.cluster, 'member');
          assert.equal(up?.region, 'eu');
        });
      }),
  },
  {
    name: 'what the hub has does too, of each replica in its own name, as far as its rules let it',
    run: () =>
      withVictoria(async ({ url, series }) => {
        const rules =
          ", write_relabel_configs: [{ source_labels: [__name__], regex: 'up|prometheus_build_info', action: keep }]";
        const pod = hubOf(fleetOf({ hub: `replicas: 2, ${written(url, rules)}` }));
        await withPod({ ...pod, listens: await listens(), secrets: RIGHT }, async () => {
          const found = await until('samples', async () => {
            const all = await series('{__name__!=""}');
            return all.some(({ __name__ }) => __name__ === 'prometheus_build_info') && all;
          });
          assert.deepEqual([...new Set(found.map(({ __name__ }) => __name__))].sort(), [
            'prometheus_build_info',
            'up',
          ]);
          const replicas = new Set(found.map((labels) => labels.prometheus_replica));
          assert.deepEqual([...replicas], ['hub-prometheus-server-0']);
        });
      }),
  },
  {
    name: 'a wrong password is refused and counted, and the right one is taken without a restart',
    run: () =>
      withVictoria(async ({ url, series }) => {
        const pod = memberOf(fleetOf({ monitor: written(url) }));
        const secrets = { 'receiver/password': 'guessed' };
        await withPod({ ...pod, listens: await listens(), secrets }, async (server) => {
          const failed = 'prometheus_remote_storage_samples_failed_total{remote_name="far"} > 0';
          await until('samples that fail', async () => (await server.query(failed)).length > 0);
          assert.deepEqual(await series('{__name__!=""}'), []);
          server.deliver('receiver/password', LOGIN.password);
          await until('samples', async () => (await series('up')).length > 0);
        });
      }),
  },
  {
    name: 'whoever redirects gets samples for nobody, unless the entry follows',
    run: () =>
      withVictoria(async ({ url, series }) => {
        const redirecting = createServer((_, response) =>
          response.writeHead(307, { location: url }).end(),
        );
        await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
        const at = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/write`;
        try {
          const stays = memberOf(fleetOf({ monitor: written(at) }));
          await withPod({ ...stays, listens: await listens(), secrets: RIGHT }, async (server) => {
            const failed = 'prometheus_remote_storage_samples_failed_total > 0';
            await until('samples that fail', async () => (await server.query(failed)).length > 0);
            assert.deepEqual(await series('{__name__!=""}'), []);
          });
          const follows = memberOf(fleetOf({ monitor: written(at, ', follow_redirects: true') }));
          await withPod({ ...follows, listens: await listens(), secrets: RIGHT }, async () => {
            await until('samples', async () => (await series('up')).length > 0);
          });
        } finally {
          redirecting.close();
          redirecting.closeAllConnections();
        }
      }),
  },
  {
    name: "a member's alert arrives at an Alertmanager of its own, as people are to see it",
    run: () =>
      withAlertmanager(async ({ address, alerts }) => {
        const alerting = `alerting: { alert_relabel_configs: [{ target_label: team, replacement: edge }], alertmanagers: [{ api_version: v2, timeout: 5s, static_configs: [{ targets: ['${address}'] }] }] }`;
        const cluster = 'federation: { drillDown: true }';
        const pod = memberOf(fleetOf({ cluster, monitor: alerting }));
        await withPod({ ...pod, listens: await listens() }, async () => {
          const [alert] = await until('an alert', async () => {
            const found = await alerts('Always');
            return found.length > 0 && found;
          });
          assert.deepEqual(alert, {
            alertname: 'Always',
            cluster: 'member',
            region: 'eu',
            team: 'edge',
          });
        });
      }),
  },
  {
    name: "the hub's alerts arrive at Alertmanagers in Prometheus's form, with none deployed",
    run: () =>
      withAlertmanager(async ({ address, alerts }) => {
        const hub = `alertmanager: { enabled: false }, replicas: 2, alerting: { alertmanagers: [{ static_configs: [{ targets: ['${address}'] }] }] }`;
        await withPod({ ...hubOf(fleetOf({ hub })), listens: await listens() }, async () => {
          const [alert] = await until('an alert', async () => {
            const found = await alerts('Always');
            return found.length > 0 && found;
          });
          assert.deepEqual(alert, { alertname: 'Always', cluster: 'home' });
        });
      }),
  },
];
