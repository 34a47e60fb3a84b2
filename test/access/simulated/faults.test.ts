import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as connectTls } from 'node:tls';
import { until } from '../../e2e/local/wait';
import { adminOf } from './client';
import { type SimulatedCluster, withSimulatedCluster, withSimulatedClusters } from './index';
import { at } from './json';

/** What the administrator gets for a request of the path that all may read. */
async function asked(cluster: SimulatedCluster) {
  const admin = adminOf(cluster);
  try {
    return await admin.request('GET', '/version');
  } finally {
    admin.close();
  }
}

/** The address of a cluster. */
const address = ({ url }: SimulatedCluster) => ({
  host: '127.0.0.1',
  port: Number(new URL(url).port),
});

it('an unreachable cluster refuses connections until it listens', () =>
  withSimulatedCluster({ unreachable: true }, async (cluster) => {
    await expect(asked(cluster)).rejects.toThrow('ECONNREFUSED');
    await cluster.listen();
    expect((await asked(cluster)).status).toBe(200);
  }));

it('a cluster that hangs accepts a connection and says nothing', () =>
  withSimulatedCluster({ hanging: 'connections' }, async (cluster) => {
    const socket = connect(address(cluster));
    const said: unknown[] = [];
    socket.on('data', (chunk) => said.push(chunk)).on('error', () => undefined);
    await until('the connection', () => cluster.counters.open === 1);
    socket.write('anything');
    await cluster.disconnect();
    await until('its end', () => socket.destroyed);
    expect(said).toEqual([]);
    await cluster.listen();
  }));

it('a cluster can hang behind the handshake', () =>
  withSimulatedCluster({ hanging: 'requests' }, async (cluster) => {
    const socket = connectTls({ ...address(cluster), ca: cluster.pki.serverAuthority });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const pending = asked(cluster);
    const failed = expect(pending).rejects.toThrow();
    await until('the request', () => cluster.counters.count('GET /version') === 1);
    expect(cluster.counters.waiting).toBe(1);
    socket.destroy();
    await cluster.disconnect();
    await failed;
    await cluster.listen();
  }));

it('a number of requests fails, the next ones do not', () =>
  withSimulatedCluster({ failures: 2 }, async (cluster) => {
    const statuses = [await asked(cluster), await asked(cluster), await asked(cluster)];
    expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
  }));

it('a number of requests is put off', () =>
  withSimulatedCluster({ throttled: { requests: 1, retryAfterSeconds: 7 } }, async (cluster) => {
    const { status, body } = await asked(cluster);
    expect(status).toBe(429);
    expect(at(body, 'details', 'retryAfterSeconds')).toBe(7);
    expect((await asked(cluster)).status).toBe(200);
  }));

it("an administrator's certificate can have ended", () =>
  withSimulatedCluster({ adminExpired: true }, async (cluster) => {
    expect(await asked(cluster)).toMatchObject({ status: 401, body: { reason: 'Unauthorized' } });
  }));

it("the certificate of a server can be another's or of other hosts", async () => {
  await withSimulatedCluster({ serverAuthority: 'other' }, async (cluster) => {
    expect((await asked(cluster)).status).toBe(200);
    const admin = adminOf(cluster, cluster.pki.authority.cert);
    await expect(admin.request('GET', '/version')).rejects.toThrow(/unable to verify|self-signed/);
    admin.close();
  });
  await withSimulatedCluster({ hosts: ['example.com'] }, async (cluster) => {
    await expect(asked(cluster)).rejects.toThrow("does not match certificate's altnames");
  });
  await withSimulatedCluster({ serverAuthority: 'intermediate' }, async (cluster) => {
    expect((await asked(cluster)).status).toBe(200);
  });
});

it('rights can be missing, and nobody gives away what they have not', () =>
  withSimulatedCluster(
    {
      adminRules: [
        { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create'] },
        { apiGroups: [''], resources: ['configmaps'], verbs: ['*'] },
      ],
    },
    async (cluster) => {
      const admin = adminOf(cluster);
      const role = (resource: string) =>
        JSON.stringify({
          metadata: { name: resource },
          rules: [{ apiGroups: [''], resources: [resource], verbs: ['get'] }],
        });
      const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles';
      expect((await admin.request('GET', '/api/v1/secrets')).status).toBe(403);
      expect((await admin.request('POST', path, role('configmaps'))).status).toBe(201);
      const refused = await admin.request('POST', path, role('secrets'));
      expect(refused.status).toBe(403);
      expect(at(refused.body, 'message')).toContain(
        '{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}',
      );
      admin.close();
    },
  ));

it('a far cluster takes its time: for the connection, for TLS and for the request', () =>
  withSimulatedCluster({ latencyMs: 20 }, async (cluster) => {
    const admin = adminOf(cluster);
    const timed = async () => {
      const start = performance.now();
      expect((await admin.request('GET', '/version')).status).toBe(200);
      return performance.now() - start;
    };
    // Three ways and back, then one; timers may be a millisecond early.
    expect(await timed()).toBeGreaterThanOrEqual(6 * 19);
    expect(await timed()).toBeGreaterThanOrEqual(2 * 19);
    admin.close();
  }));

it('what a cluster saw can be searched', () =>
  withSimulatedCluster({ record: true }, async (cluster) => {
    const admin = adminOf(cluster);
    await admin.request('POST', '/api/v1/namespaces/default/configmaps?x=asked', '{"sent":1}');
    expect(cluster.counters.seen).toEqual(
      expect.arrayContaining([
        'POST /api/v1/namespaces/default/configmaps?x=asked',
        'content-type: application/json',
        '{"sent":1}',
      ]),
    );
    admin.close();
  }));

it('two hundred start and stop in seconds, one with what all of them have', async () => {
  const start = performance.now();
  const names = await withSimulatedClusters(
    { count: 200, gitVersion: 'v1.30.0', each: (index) => ({ name: `member-${index}` }) },
    async (clusters) => {
      for (const last of clusters.slice(-1)) {
        expect(await asked(last)).toMatchObject({ body: { gitVersion: 'v1.30.0' } });
      }
      return clusters.map(({ name }) => name);
    },
  );
  expect(new Set(names).size).toBe(200);
  expect(performance.now() - start).toBeLessThan(30_000);
}, 60_000);
