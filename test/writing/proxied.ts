import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issue, type Pair } from '../e2e/local/pki';
import { until } from '../e2e/local/wait';
import { put } from '../faults/hub/files';
import type { Scenario } from '../faults/run';
import { drillDownOf, fleetOf, hubOf, memberOf, somePort } from './fleet';
import { type Network, withNetwork } from './network';
import { withPod } from './pod';
import { withProgram } from './program';
import { LOGIN, withVictoria } from './receivers';

/** Of the member's Service, as the API server passes it on. */
const SERVICE = '/api/v1/namespaces/monitoring/services/monitor-prometheus-server:80/proxy';

/** A hub and a member that have nothing but a proxy between them. */
interface Stage extends Network {
  readonly statestore: string;
  readonly proxyUrl: string;
  /** What was asked of the proxy, a line each. */
  readonly asked: () => string;
}

export const THROUGH_A_PROXY: readonly Scenario[] = [
  {
    name: 'with proxyUrl, a member that only a proxy reaches is read: TLS ends at its API server',
    run: () =>
      onStage(async (stage) => {
        const { hub, here, asked } = stage;
        await withVictoria(async ({ url, series }) => {
          const remoteWrite = `secrets: [receiver], remoteWrite: [{ url: '${url}', basic_auth: { username: ${LOGIN.username}, password_file: /etc/prometheus/secrets/receiver/password }, queue_config: { batch_send_deadline: 1s } }]`;
          const pod = hubOf(fleet(stage, `proxyUrl: '${stage.proxyUrl}'`, remoteWrite));
          const secrets = { 'receiver/password': LOGIN.password };
          const listens = `${hub.address}:${somePort()}`;
          await withPod({ ...pod, listens, inside: hub.inside, secrets }, async (server) => {
            await until('the member', async () => {
              const [up] = await server.query('up{promfleet_job="federation"}');
              return up?.value === '1';
            });
            assert.match(asked(), /^CONNECT member\.internal:6443$/m);
            // What is written on keeps the name of whom it is of, and the hub's is the hub's.
            const of = async (cluster: string) => (await series(`up{cluster="${cluster}"}`)).length;
            await until('both, where the hub writes to', async () => {
              return (await of('member')) > 0 && (await of('home')) > 0;
            });
          });
        }, here);
      }),
  },
  {
    name: 'without proxyUrl it is not reached',
    run: () =>
      onStage(async (stage) => {
        const { hub, asked } = stage;
        const listens = `${hub.address}:${somePort()}`;
        const pod = hubOf(fleet(stage, ''));
        await withPod({ ...pod, listens, inside: hub.inside }, async (server) => {
          await until('a request that fails', async () => {
            const [up] = await server.query('up{promfleet_job="federation"}');
            return up?.value === '0';
          });
          assert.match(await server.lastError('member'), /dial tcp|lookup|no such host|deadline/);
          assert.doesNotMatch(asked(), /CONNECT/);
        });
      }),
  },
  {
    name: 'the certificate is verified end to end: one of another authority is refused behind the proxy',
    run: () =>
      onStage(async (stage) => {
        const { hub, asked } = stage;
        const another = await createAuthority('another');
        put(join(stage.statestore, 'member/certificate-authority-data.pem'), another.cert);
        const listens = `${hub.address}:${somePort()}`;
        const pod = hubOf(fleet(stage, `proxyUrl: '${stage.proxyUrl}'`));
        await withPod({ ...pod, listens, inside: hub.inside }, async (server) => {
          await until('the error', async () => /x509: /.test(await server.lastError('member')));
          assert.match(asked(), /CONNECT/);
        });
      }),
  },
  {
    name: 'raw series are read on demand through it, too',
    run: () =>
      onStage(async (stage) => {
        const { hub } = stage;
        const listens = `${hub.address}:${somePort()}`;
        const text = fleet(stage, `proxyUrl: '${stage.proxyUrl}'`);
        const options = { ...drillDownOf(text), listens, inside: hub.inside };
        await withPod(options, async (server) => {
          const raw = 'prometheus_build_info{cluster="member", scope="raw"}';
          await until('a raw series', async () => (await server.query(raw)).length > 0);
        });
      }),
  },
];

const fleet = ({ statestore }: Stage, cluster: string, hub = '') =>
  fleetOf({
    hub: `statestore: ${statestore}${hub && `, ${hub}`}`,
    cluster: `federation: { interval: 1s, drillDown: true, match: ['{job="prometheus"}'] }${cluster && `, ${cluster}`}`,
  });

async function onStage(use: (stage: Stage) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-proxied-'));
  try {
    const authority = await createAuthority('member');
    const server = await issue(authority, { commonName: 'api', hosts: ['member.internal'] });
    const reader = await issue(authority, { commonName: 'promfleet:home' });
    pair(join(directory, 'served'), { ca: 'ca.crt', cert: 'tls.crt', key: 'tls.key' })(
      authority,
      server,
    );
    pair(join(directory, 'statestore', 'member'), {
      ca: 'certificate-authority-data.pem',
      cert: 'client-certificate-data.pem',
      key: 'client-key-data.pem',
    })(authority, reader);
    await withNetwork((network) => between(network, directory, use));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Has a member's Prometheus, its API server and the proxy run, each at its place. */
async function between(
  network: Network,
  directory: string,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { proxy, member } = network;
  const [port, proxyPort] = [somePort(), somePort()];
  const pod = memberOf(fleetOf({ cluster: 'federation: { drillDown: true }' }));
  await withPod({ ...pod, listens: `127.0.0.1:${port}`, inside: member.inside }, () =>
    withProgram(
      member,
      'api-server',
      [member.address, '6443', join(directory, 'served'), SERVICE, `${port}`],
      () =>
        withProgram(
          proxy,
          'connect-proxy',
          [proxy.address, `${proxyPort}`, `member.internal=${member.address}`],
          (asked) =>
            use({
              ...network,
              asked,
              statestore: join(directory, 'statestore'),
              proxyUrl: `http://${proxy.address}:${proxyPort}`,
            }),
        ),
    ),
  );
}

const pair =
  (
    directory: string,
    names: { readonly ca: string; readonly cert: string; readonly key: string },
  ) =>
  (authority: Pair, leaf: Pair) => {
    put(join(directory, names.ca), authority.cert);
    put(join(directory, names.cert), leaf.cert);
    put(join(directory, names.key), leaf.key);
  };
