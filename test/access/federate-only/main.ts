import assert from 'node:assert/strict';
import { askForbidden, checkRefusals } from '../../../live/credentials/refusals';
import { FEDERATE, REMOTE_READ } from '../../../model/access';
import { type ApiServer, withApiServer } from '../../api-server/server';
import { runScenarios } from '../../faults/run';
import { nothingArrives } from '../../nothing-arrives';
import { asReader } from '../drill-down/stage';
import { type Asked, ask, follow } from './ask';
import { disguises, servedPaths } from './paths';
import { type Guarded, onStage, PREFIX, type Stage } from './stage';

/*
 * What `monitor.federateOnly` leaves of a member's Prometheus: a real kube-rbac-proxy with the
 * arguments that are rendered, in front of a real Prometheus, behind the proxy of a real API server.
 * `PROMETHEUS=$(tools/build prometheus) KUBE_RBAC_PROXY=$(tools/build kube-rbac-proxy) node lib/test/access/federate-only/main.js`
 */
const UP = `${PREFIX}${FEDERATE}?match[]=up`;
const QUERY = `${PREFIX}/api/v1/query?query=up`;
const READ = `${PREFIX}${REMOTE_READ}`;

const scenarios = (server: ApiServer, stage: Stage) => {
  const { one, drilled } = stage;
  return [
    {
      name: 'the reader has the samples that it federates, and so has whoever comes to the front',
      run: async () => {
        for (const guarded of [one, drilled]) {
          for (const way of [guarded.front, proxied(guarded)]) {
            const { status, text } = await askAt(way, UP);
            assert.equal(status, 200, text);
            assert.match(text, /^up\{.*job="self".*\} 1 \d+$/m);
          }
        }
      },
    },
    {
      name: 'every other path that this Prometheus serves is refused at the front, however it is written',
      run: () => nothingArrives(stage, () => refusesAll(stage, one.front)),
    },
    {
      name: 'so it is for the reader, through the API server',
      run: () => nothingArrives(stage, () => refusesAll(stage, proxied(one))),
    },
    {
      name: 'where raw series are read on demand, nothing but that is open besides',
      run: () =>
        nothingArrives(stage, async () => {
          await refusesAll(stage, drilled.front);
          await refusesAll(stage, proxied(drilled));
        }),
    },
    {
      name: 'a path that is written in another way is either the one that is open, or refused',
      run: async () => {
        for (const path of [`/${UP}`, `${PREFIX}/./federate?match[]=up`]) {
          const { status, location } = await ask(one.front, path);
          assert.deepEqual({ status, location }, { status: 307, location: UP }, path);
        }
        for (const path of [`${PREFIX}%2Ffederate?match[]=up`, `${PREFIX}/%66ederate?match[]=up`]) {
          assert.match((await ask(one.front, path)).text, /^(up\{.*|404 page not found)$/m, path);
        }
        for (const path of [`${PREFIX}/federate/`, `${PREFIX}/Federate`, '/federate', '/']) {
          assert.equal((await ask(one.front, path)).status, 401, path);
        }
      },
    },
    {
      name: 'a token of the cluster opens nothing: the account of the pod may not have it reviewed',
      run: () =>
        nothingArrives(stage, async () => {
          for (const token of [one.podToken, one.reader.token, 'no.token.at-all']) {
            const { status, text } = await ask({ ...one.front, token }, QUERY);
            assert.equal(status, 401, text);
          }
        }),
    },
    {
      name: 'other methods change nothing, neither at the front nor through the API server',
      run: () =>
        nothingArrives(stage, async () => {
          const writes = ['/-/reload', '/-/quit', '/api/v1/query', '/api/v1/admin/tsdb/snapshot'];
          for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
            for (const path of writes.map((write) => `${PREFIX}${write}`)) {
              const what = `${method} ${path}`;
              assert.equal((await ask(one.front, path, method)).status, 401, what);
              assert.equal((await ask(drilled.front, path, method)).status, 401, what);
              const { status } = await askAt(proxied(one), path, method);
              assert.ok([401, 403].includes(status), `${what}: ${status}`);
            }
          }
        }),
    },
    {
      name: 'remote reads are answered with drill-down, and refused without',
      run: async () => {
        assert.equal((await ask(one.front, READ, 'POST')).status, 401);
        assert.equal((await askAt(proxied(one), READ, 'POST')).status, 403);
        // Prometheus itself answers: nothing is no request.
        assert.equal((await ask(drilled.front, READ, 'POST')).status, 400);
        assert.equal((await askAt(proxied(drilled), READ, 'POST')).status, 400);
      },
    },
    {
      name: 'its own probes are answered, and where it says that it is alive it says nothing else',
      run: async () => {
        const { readinessProbe, livenessProbe } = one.container;
        const health = { ...one.front, port: one.front.healthPort };
        assert.equal((await ask(one.front, readinessProbe.httpGet.path)).status, 200);
        assert.equal((await ask(health, livenessProbe.httpGet.path)).status, 200);
        for (const path of [UP, QUERY, '/metrics', '/']) {
          assert.equal((await ask(health, path)).status, 404, path);
        }
      },
    },
    {
      name: "the reader may ask the front's port by its scheme, and no other port or name",
      run: async () => {
        const { namespace, resourceName } = one.member.reader;
        const [, service = '', port] = resourceName.split(':');
        for (const name of [
          service,
          `${service}:80`,
          `${service}:http`,
          `${service}:${port}`,
          `${service}:https`,
          `http:${service}:80`,
          `https:${service}:80`,
          `https:${service}:https`,
          `https:${service}`,
          `${service}-headless:9090`,
        ]) {
          const path = `/api/v1/namespaces/${namespace}/services/${name}/proxy${UP}`;
          assert.equal((await ask(one.reader, path)).status, 403, name);
        }
      },
    },
    {
      name: 'what is to be refused is shown to be, before a credential is delivered',
      run: async () => {
        for (const { member, reader } of [one, drilled]) {
          const connection = asReader(server, reader.token);
          const early = await askForbidden(member, connection);
          const refused = await checkRefusals(member, connection, early);
          assert.equal(refused[0], `get ${QUERY.split('?')[0]} of ${member.reader.resourceName}`);
          connection.close();
        }
      },
    },
    {
      name: 'a front that lets a query through is found, and no credential is delivered',
      run: () =>
        one.withAnother([`--ignore-paths=${PREFIX}/api/v1/*`], async (open) => {
          await one.leadTo(open);
          const connection = asReader(server, one.reader.token);
          const early = await askForbidden(one.member, connection);
          await assert.rejects(
            checkRefusals(one.member, connection, early),
            /it may get \/prometheus\/api\/v1\/query of \S+ \(200\), run promfleet apply --only one/,
          );
          connection.close();
          await one.leadTo(one.front);
        }),
    },
    {
      name: 'a front that is told to end does so at once, though the API server keeps connections to it',
      run: () =>
        one.withAnother([], async (ending) => {
          await one.leadTo(ending);
          assert.equal((await askAt(proxied(one), UP)).status, 200);
          await ending.end();
          await one.leadTo(one.front);
        }),
    },
  ];
};

/** Where requests of the reader go, which have this before their paths. */
interface Way extends Asked {
  readonly before?: string;
}

/** The way of the hub. */
function proxied({ reader, member }: Guarded): Way {
  const { namespace, resourceName } = member.reader;
  return { ...reader, before: `/api/v1/namespaces/${namespace}/services/${resourceName}/proxy` };
}

const askAt = (way: Way, path: string, method?: string) =>
  ask(way, `${way.before ?? ''}${path}`, method);

async function refusesAll({ prometheus }: Stage, way: Way): Promise<void> {
  const metrics = await (await fetch(`${prometheus.url}/metrics`)).text();
  const paths = servedPaths(metrics, [FEDERATE, REMOTE_READ]);
  assert.ok(paths.length > 40, `only ${paths.length} paths`);
  for (const path of paths) {
    for (const written of disguises(PREFIX, path, FEDERATE)) {
      const { status, text } = await follow(way, `${way.before ?? ''}${written}`);
      assert.ok(status >= 400 && status < 500, `${written}: ${status} ${text.slice(0, 200)}`);
    }
  }
}

async function main(): Promise<void> {
  await withApiServer((server) =>
    onStage(server, (stage) => runScenarios(scenarios(server, stage), 1)),
  );
}

void main();
