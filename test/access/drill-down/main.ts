import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { askForbidden, checkRefusals } from '../../../live/credentials/refusals';
import { RAW } from '../../../model/components/drill-down';
import { drillDownConfig } from '../../../prometheus/remote-read';
import { type ApiServer, withApiServer } from '../../api-server/server';
import { until } from '../../e2e/local/wait';
import type { Labels } from '../../faults/hub/api';
import { runScenarios } from '../../faults/run';
import { type RunningServer, withServer } from './server';
import { asReader, DOWN, JOB, memberOf, ONE, onStage, PLAIN, type Stage, TIMEOUT_S } from './stage';

/*
 * Raw series on demand, through the proxy of a real API server, with real Prometheus servers:
 * `PROMETHEUS=$(tools/build prometheus) node lib/test/access/drill-down/main.js`
 */
const RAW_OF_ONE = `cluster="${ONE}", ${RAW.label}="${RAW.value}"`;
const REQUESTS = 'prometheus_http_requests_total';

const scenarios = (server: ApiServer, stage: Stage) => {
  const { hub, member, fleet } = stage;
  return [
    {
      name: 'a query that names a member and asks for raw series has what only the member has',
      run: async () => {
        assert.deepEqual(await hub.query(`${REQUESTS}{cluster="${ONE}"}`), []);
        const raw = await hub.query(`${REQUESTS}{${RAW_OF_ONE}}`);
        assert.ok(raw.length > 3, `${raw.length} series`);
        for (const { cluster, scope, job } of raw) {
          assert.deepEqual({ cluster, scope, job }, { cluster: ONE, scope: 'raw', job: JOB });
        }
        // It takes two samples of the member's own, which has just started.
        await until('a rate of raw series', async () => {
          const [rate] = await hub.query(`sum(rate(${REQUESTS}{${RAW_OF_ONE}}[10s]))`);
          return Number(rate?.value) > 0;
        });
      },
    },
    {
      name: 'what is federated carries no label of it, alerts neither',
      run: async () => {
        const federated = [
          ...(await hub.query(`up{cluster="${ONE}", job="${JOB}"}`)),
          ...(await hub.query(`job:up:sum{cluster="${ONE}"}`)),
          ...(await hub.query(`alerts_of_members{cluster="${ONE}"}`)),
        ];
        assert.equal(federated.length, 4, JSON.stringify(federated));
        for (const labels of federated) assert.equal(labels[RAW.label], undefined);
        assert.deepEqual(await hub.query(`{cluster="${ONE}", ${RAW.label}=~"${RAW.value}"}`), []);
      },
    },
    {
      name: "a label scope of a series's own is federated as it is, and hides it from raw queries",
      run: async () => {
        const name = 'apiserver_request_total';
        const [federated] = await hub.query(`${name}{cluster="${ONE}"}`);
        assert.equal(federated?.scope, 'cluster');
        assert.deepEqual(await hub.query(`${name}{${RAW_OF_ONE}}`), []);
      },
    },
    {
      name: 'no member is asked by a query without both',
      run: async () => {
        const before = await readsOf(stage);
        for (const query of [
          `up{cluster="${ONE}"}`,
          '{__name__=~".+"}',
          `up{${RAW.label}="${RAW.value}"}`,
          `up{cluster=~"${ONE}", ${RAW.label}="${RAW.value}"}`,
          `up{cluster="${PLAIN}", ${RAW.label}="${RAW.value}"}`,
        ]) {
          await hub.query(query);
        }
        assert.equal(await readsOf(stage), before);
        await hub.query(`up{${RAW_OF_ONE}}`);
        assert.equal(await readsOf(stage), before + 1);
      },
    },
    {
      name: 'a member that is down delays no query about another, and is itself no answer',
      run: async () => {
        const began = Date.now();
        const down = hub.query(`up{cluster="${DOWN}", ${RAW.label}="${RAW.value}"}`);
        await sleep(300);
        const others = [`up{cluster="${ONE}"}`, `up{${RAW_OF_ONE}}`];
        for (const query of others) assert.notDeepEqual(await hub.query(query), []);
        const took = Date.now() - began;
        assert.ok(took < TIMEOUT_S * 1000, `the others took ${took} ms`);
        assert.deepEqual(await down, []);
        const waited = Date.now() - began;
        assert.ok(waited >= TIMEOUT_S * 1000, `it was given up after ${waited} ms`);
      },
    },
    {
      name: "the reader may POST to its own Service's port and nowhere else",
      run: async () => {
        const one = memberOf(fleet, ONE);
        const connection = asReader(server, stage.token(ONE));
        const proxy = (namespace: string, service: string) =>
          `/api/v1/namespaces/${namespace}/services/${service}/proxy/prometheus/api/v1/read`;
        const post = async (path: string) =>
          (await connection.request({ method: 'POST', path, body: '' })).status;
        const { namespace, resourceName } = one.reader;
        // Prometheus itself answers: nothing is no request.
        assert.equal(await post(proxy(namespace, resourceName)), 400);
        for (const path of [
          proxy(namespace, 'monitor-prometheus-server:9090'),
          proxy(namespace, 'monitor-prometheus-server:http'),
          proxy(namespace, 'https:monitor-prometheus-server:80'),
          proxy(namespace, 'monitor-pushgateway:9091'),
          proxy('other', resourceName),
          `/api/v1/namespaces/${namespace}/pods/monitor-prometheus-server-0/proxy/prometheus/api/v1/read`,
          `/api/v1/namespaces/${namespace}/pods/monitor-prometheus-server-0/exec?command=id`,
          `/api/v1/namespaces/${namespace}/services`,
          `/api/v1/namespaces/${namespace}/secrets`,
          `/api/v1/namespaces/${namespace}/serviceaccounts/${one.reader.name}/token`,
          '/api/v1/nodes/node/proxy/run',
        ]) {
          assert.equal(await post(path), 403, path);
        }
        const early = await askForbidden(one, connection);
        const refused = await checkRefusals(one, connection, early);
        assert.ok(refused.includes('create services/proxy of monitor-prometheus-server:1'));
        connection.close();
      },
    },
    {
      name: 'the reader of a member without drill-down may not POST at all',
      run: async () => {
        const plain = memberOf(fleet, PLAIN);
        const connection = asReader(server, stage.token(PLAIN));
        const early = await askForbidden(plain, connection);
        const refused = await checkRefusals(plain, connection, early);
        assert.ok(refused.includes(`create services/proxy of ${plain.reader.resourceName}`));
        connection.close();
      },
    },
    {
      name: 'what asks members does not start without the CA of one, and the hub goes on',
      run: async () => {
        const [read] = drillDownConfig(stage.drillDown).remote_read ?? [];
        const reads = [{ ...read, tls_config: { ca_file: '/no/such/ca.pem' } }];
        await assert.rejects(
          withServer({ config: () => ({ remote_read: reads }) }, async () => undefined),
          /unable to read CA cert|ended with 1/,
        );
        assert.notDeepEqual(await hub.query(`up{cluster="${ONE}"}`), []);
      },
    },
    {
      name: "what the hub missed is read across the gap from the member's own storage",
      run: async () => {
        const recorded = (labels: string) => `job:up:sum{job="${JOB}", ${labels}}`;
        const own = recorded(`cluster="${ONE}"`);
        hub.configure(stage.hubConfigOf(true));
        // A request that takes its time leaves a gap as well, and ends it.
        await until('the hub to scrape no member', async () => (await targetsOf(hub)) === 0);
        await until('the gap to begin', async () => (await hub.query(own)).length === 0);
        // What the hub fetches after the gap has the member's own times, a while before its end.
        const from = Date.now() / 1000;
        const to = from + 4;
        await sleep(10_000);
        hub.configure(stage.hubConfigOf(false));
        await until('the gap to end', async () => (await hub.query(own)).length > 0);
        assert.deepEqual(await over(hub.url, own, from, to), []);
        const across = `max without (${RAW.label}) (${own} or ignoring(${RAW.label}) ${recorded(RAW_OF_ONE)})`;
        const [line, ...more] = await over(hub.url, across, from - 3, to + 3);
        assert.deepEqual(more, []);
        const steps = to - from + 6;
        assert.ok((line?.values.length ?? 0) >= steps, `${line?.values.length} of ${steps} values`);
        assert.deepEqual(new Set(line?.values.map(([, value]) => value)), new Set(['1']));
        assert.equal(line?.metric[RAW.label], undefined);
        // Nothing was written: the gap is still there for whoever does not ask for raw series.
        assert.deepEqual(await over(hub.url, own, from, to), []);
        assert.ok(member);
      },
    },
  ];
};

interface Line {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}

/** A query over a range, by seconds. */
async function over(url: string, query: string, start: number, end: number): Promise<Line[]> {
  const body = new URLSearchParams({ query, start: `${start}`, end: `${end}`, step: '1' });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  const { data, error } = (await response.json()) as { data?: { result: Line[] }; error?: string };
  if (!data) throw new Error(`${query}: ${error}`);
  return data.result;
}

/** How many targets a server scrapes. */
async function targetsOf({ url }: RunningServer): Promise<number> {
  const answer = await fetch(`${url}/api/v1/targets?state=active`);
  const { data } = (await answer.json()) as { data: { activeTargets: readonly object[] } };
  return data.activeTargets.length;
}

/** How many remote reads the member has answered. */
async function readsOf({ member }: Stage): Promise<number> {
  const text = await (await fetch(`${member.url}/metrics`)).text();
  const counted = /^prometheus_http_requests_total\{code="200",handler="\/api\/v1\/read"\} (\d+)/m;
  return Number(counted.exec(text)?.[1] ?? 0);
}

async function main(): Promise<void> {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  try {
    await withApiServer((server) =>
      onStage(server, `127.0.0.1:${port}`, async (stage) => {
        // The first samples of a member's targets, and of what is recorded of them, come one by one.
        await until('samples of the member', async () => {
          const recorded = await stage.hub.query(`job:up:sum{cluster="${ONE}"}`);
          const alerts = await stage.hub.query(`alerts_of_members{cluster="${ONE}"}`);
          return recorded.length === 2 && alerts.length === 1;
        });
        await runScenarios(scenarios(server, stage), 1);
      }),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
}

void main();
