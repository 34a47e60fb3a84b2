import { get } from 'node:https';
import { parse } from 'yaml';
import type { ApiClient } from '../../api-server/client';
import { until } from '../../e2e/local/wait';
import { adminOf } from './client';
import { type SimulatedCluster, type SimulatedClusterOptions, withSimulatedCluster } from './index';
import { at, listAt, textAt } from './json';

const SERVICES = '/api/v1/namespaces/default/services';
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/p';

const withOne = (
  options: Partial<SimulatedClusterOptions>,
  run: (cluster: SimulatedCluster, admin: ApiClient) => Promise<void>,
) =>
  withSimulatedCluster(options, async (cluster) => {
    const admin = adminOf(cluster);
    await run(cluster, admin).finally(() => admin.close());
  });

const applied = (admin: ApiClient, path: string, yaml: string) =>
  admin.request('PATCH', `${path}?fieldManager=test`, yaml, 'application/apply-patch+yaml');

const service = `
apiVersion: v1
kind: Service
metadata: { name: p }
spec: { selector: { app: p }, ports: [{ port: 80 }] }
`;
const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: p }
spec:
  replicas: 2
  selector: { matchLabels: { app: p } }
  template:
    metadata: { labels: { app: p } }
    spec: { containers: [{ name: p, image: p, args: [--web.route-prefix=/prometheus] }] }
`;

describe('the proxy of a Service', () => {
  const federate = `${SERVICES}/p:80/proxy/prometheus/federate?match[]=up`;

  it('answers as Prometheus once a workload is ready behind it', async () => {
    await withOne({ readyAfterMs: 'never' }, async (cluster, admin) => {
      expect((await admin.request('GET', federate)).status).toBe(404);
      await applied(admin, `${SERVICES}/p`, service);
      await applied(admin, DEPLOYMENT, deployment);
      expect((await admin.request('GET', federate)).status).toBe(503);
      cluster.faults.readyAfterMs = 0;
      await applied(admin, DEPLOYMENT, deployment.replace('replicas: 2', 'replicas: 3'));
      const samples = await until('samples', async () => {
        const { status, body } = await admin.request('GET', federate);
        return status === 200 && String(body);
      });
      expect(samples).toMatch(
        /^# TYPE up untyped\nup\{instance="prometheus:9090",job="prometheus"\} 1 \d+\n/,
      );
      expect((await admin.request('GET', federate.replace('/prometheus/', '/'))).status).toBe(404);
    });
  });

  it('can be told what to answer', async () => {
    const prometheus = (path: string) =>
      path.endsWith('/query') ? { contentType: 'application/json', body: '{"told":1}' } : undefined;
    const objects = [parse(service), parse(deployment)].map((object) => ({
      ...object,
      metadata: { name: 'p', namespace: 'default' },
    }));
    await withOne({ prometheus, objects }, async (_, admin) => {
      const base = `${SERVICES}/p:80/proxy/prometheus`;
      const { body } = await admin.request('GET', `${base}/api/v1/query?query=up`);
      expect(body).toEqual({ told: 1 });
      expect((await admin.request('GET', federate)).status).toBe(200);
    });
  });
});

it('a workload becomes ready, and its controller owns the status', async () => {
  await withOne({}, async (cluster, admin) => {
    const { body } = await applied(admin, DEPLOYMENT, deployment);
    expect(at(body, 'status')).toBeUndefined();
    await cluster.settled();
    const ready = await until('it to be ready', async () => {
      const { body } = await admin.request('GET', DEPLOYMENT);
      return at(body, 'status', 'readyReplicas') === 2 && body;
    });
    expect(at(ready, 'status', 'observedGeneration')).toBe(at(ready, 'metadata', 'generation'));
    const owners = listAt(ready, 'metadata', 'managedFields').map((entry) => at(entry, 'manager'));
    expect(owners).toEqual(['test', 'kube-controller-manager']);
    const again = await applied(admin, DEPLOYMENT, deployment);
    expect(at(again.body, 'metadata', 'resourceVersion')).toBe(
      at(ready, 'metadata', 'resourceVersion'),
    );
  });
});

it('lists are given in parts, and of what labels select', async () => {
  await withOne({}, async (cluster, admin) => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const labels = { part: name < 'd' ? 'first' : 'second' };
      cluster.put({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'kube-public', labels },
      });
    }
    const path = '/api/v1/namespaces/kube-public/configmaps?labelSelector=part';
    const names: unknown[] = [];
    let token = '';
    let pages = 0;
    do {
      const { body } = await admin.request('GET', `${path}&limit=2&continue=${token}`);
      names.push(...listAt(body, 'items').map((item) => at(item, 'metadata', 'name')));
      token = textAt(body, 'metadata', 'continue') ?? '';
      pages++;
    } while (token !== '');
    expect([names, pages]).toEqual([['a', 'b', 'c', 'd', 'e'], 3]);
    const { body } = await admin.request('GET', `${path}%20in%20(first),part!=x`);
    expect(listAt(body, 'items')).toHaveLength(3);
  });
});

it('every namespace has an account and the authority of its cluster', async () => {
  await withOne({}, async (cluster, admin) => {
    await admin.request('POST', '/api/v1/namespaces', '{"metadata":{"name":"n"}}');
    await cluster.settled();
    const authority = cluster.find('ConfigMap', 'n', 'kube-root-ca.crt');
    expect(at(authority, 'data', 'ca.crt')).toBe(cluster.pki.authority.cert);
    expect(cluster.find('ServiceAccount', 'n', 'default')).toBeDefined();
    await admin.request('DELETE', '/api/v1/namespaces/n');
    await cluster.settled();
    expect(cluster.find('ConfigMap', 'n', 'kube-root-ca.crt')).toBeUndefined();
  });
});

it('a path before the API is the way to it, and the only one', async () => {
  await withOne({ pathPrefix: '/k8s/clusters/c-1' }, async (_, admin) => {
    expect((await admin.request('GET', '/k8s/clusters/c-1/version')).status).toBe(200);
    expect((await admin.request('GET', '/version')).status).toBe(404);
  });
});

it('discovery says which kinds there are', async () => {
  const thing = { group: 'example.com', version: 'v1', kind: 'Thing', resource: 'things' };
  const kinds = [{ ...thing, namespaced: true, generation: true, virtual: false }];
  await withOne({ kinds }, async (_, admin) => {
    const { body } = await admin.request('GET', '/apis/example.com/v1');
    expect(listAt(body, 'resources')).toMatchObject([{ name: 'things', namespaced: true }]);
    const groups = listAt((await admin.request('GET', '/apis')).body, 'groups');
    expect(groups.map((group) => at(group, 'name'))).toContain('example.com');
  });
});

it('who watches is told what has changed since, and what changes', async () => {
  await withOne({}, async (cluster) => {
    const put = (name: string) =>
      cluster.put({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'default' },
      });
    const { resourceVersion } = put('before').metadata;
    put('since');
    const path = `/api/v1/configmaps?watch=true&resourceVersion=${resourceVersion}`;
    const options = { ca: cluster.pki.serverAuthority, ...cluster.pki.admin, agent: false };
    let told = '';
    const request = get(cluster.url + path, options, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        told += chunk;
      });
      response.on('error', () => undefined);
    });
    request.on('error', () => undefined);
    const names = () =>
      [...told.matchAll(/"type":"(\w+)".*?"name":"([^"]+)"/g)].map(([, type, name]) => [
        type,
        name,
      ]);
    await until('the first change', () => names().length === 1);
    put('now');
    await until('the second change', () => names().length === 2);
    expect(names()).toEqual([
      ['ADDED', 'since'],
      ['ADDED', 'now'],
    ]);
    request.destroy();
  });
});
