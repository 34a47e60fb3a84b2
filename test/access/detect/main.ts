import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadKubeconfig } from '../../../live/client/kubeconfig';
import { detect } from '../../../live/import/detect';
import { type ApiServer, withApiServer } from '../../api-server/server';
import { freePort } from '../../tenants/servers';
import { applyFixtures, connectionTo, lead } from './cluster';
import { withPrometheus } from './prometheus';

/**
 * What `detect` finds in a cluster with a real API server, to which the objects of fixtures were
 * applied, and with a real Prometheus behind its proxy: `node lib/test/access/detect/main.js`.
 */
const CASES: Readonly<Record<string, (server: ApiServer) => Promise<void>>> = {
  'an empty cluster has nothing, and says so': async (server) => {
    const { provider, existing, defaultStorageClass } = await detect(connectionTo(server));
    assert.deepEqual([provider, existing], [undefined, undefined]);
    assert.equal(defaultStorageClass?.value, false);
  },
  'kubeadm, kube-prometheus-stack and a Prometheus at the root': (server) =>
    withPrometheus('', async (prometheus) => {
      await applyFixtures(server, ['kind', 'kubeadm', 'kube-prometheus-stack']);
      const service = { name: 'kps-prometheus', namespace: 'monitoring', portName: 'http-web' };
      await lead(server, service, prometheus);
      const { notes, existing, ...found } = await detect(connectionTo(server));
      assert.deepEqual(existing?.value, {
        service: 'kps-prometheus',
        namespace: 'monitoring',
        port: 'http-web',
        prefix: '',
        jobs: ['kps-prometheus'],
        replicaLabel: 'prometheus_replica',
      });
      assert.match(existing.reasons.join(), /one job with \d{3,} series/);
      assert.equal(found.provider?.value, 'kind');
      assert.equal(found.signsClientCertificates?.value, true);
      assert.equal(found.kubeletCertificates?.value, 'verified');
      assert.equal(found.defaultStorageClass?.value, true);
      const exporter = 'DaemonSet monitoring/kps-prometheus-node-exporter';
      assert.equal(found.nodeExporterPortTaken?.value, exporter);
      assert.equal(notes, undefined);
    }),
  'a Prometheus below a prefix that no object names': (server) =>
    withPrometheus('/prometheus', async (prometheus) => {
      const service = { name: 'kps-prometheus', namespace: 'monitoring', portName: 'http-web' };
      await lead(server, service, prometheus);
      const { existing } = await detect(connectionTo(server));
      assert.equal(existing?.value.prefix, '/prometheus');
      assert.deepEqual(existing?.value.jobs, ['kps-prometheus']);
    }),
  'two Prometheus servers, of which one answers': (server) =>
    withPrometheus('', async (prometheus) => {
      await applyFixtures(server, ['community-prometheus']);
      const service = { name: 'kps-prometheus', namespace: 'monitoring', portName: 'http-web' };
      await lead(server, service, prometheus);
      const { existing, notes } = await detect(connectionTo(server));
      assert.equal(existing?.value.service, 'kps-prometheus');
      assert.match(
        notes?.join() ?? '',
        /^Prometheus observability\/prom-prometheus-server is not taken: .*404: [^;]* not found; for later, write /,
      );
    }),
  'who may do nothing is told what could not be asked, and leaves it unchanged': async (server) => {
    const { notes, ...found } = await detect(asNobody(server));
    assert.equal(found.signsClientCertificates?.value, false);
    assert.deepEqual(Object.keys(found).sort(), ['kubeletCertificates', 'signsClientCertificates']);
    for (const about of ['a Prometheus', "node-exporter's port", 'a default StorageClass']) {
      const note = notes?.find((text) => text.includes(about)) ?? '';
      assert.match(note, /is not known: GET \S+ was refused, found 403: .*"nobody" cannot list/);
    }
  },
  'a server that is gone is unreachable, with what to do': async (server) => {
    const url = `https://127.0.0.1:${await freePort()}`;
    const file = `${server.kubeconfig}-gone`;
    writeFileSync(file, readFileSync(server.kubeconfig, 'utf8').replace(/https:[^"]*/, url));
    const connection = loadKubeconfig({ files: [file], env: {} }).connection('test');
    assert.deepEqual(await detect(connection), {
      unreachable: `${url} cannot be asked, found ECONNREFUSED: nothing listens there, check that the cluster runs`,
    });
  },
};

/** A connection of someone who has no rights, which the administrator asks as. */
function asNobody({ kubeconfig }: ApiServer) {
  const file = `${kubeconfig}-nobody`;
  const config = readFileSync(kubeconfig, 'utf8').replace('"user":{', '"user":{"as":"nobody",');
  writeFileSync(file, config, { mode: 0o600 });
  return loadKubeconfig({ files: [file], env: {} }).connection('test');
}

withApiServer(async (server) => {
  let [passed, failed] = [0, 0];
  for (const [what, run] of Object.entries(CASES)) {
    const started = Date.now();
    try {
      await run(server);
      passed += 1;
      process.stdout.write(`ok ${what} (${Date.now() - started} ms)\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(`not ok ${what}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
});
