import type { ApiClient } from '../../api-server/client';
import { adminOf } from './client';
import { type SimulatedCluster, withSimulatedCluster } from './index';
import { at, listAt } from './json';

const SECRET = '/api/v1/namespaces/default/secrets/s';

let cluster: SimulatedCluster;
let admin: ApiClient;

/** A test with a cluster of its own. */
const on = (run: () => Promise<void>) => () =>
  withSimulatedCluster({}, async (started) => {
    cluster = started;
    admin = adminOf(cluster);
    await run().finally(() => admin.close());
  });

const apply = (manager: string, data: Readonly<Record<string, string>>, query = '') =>
  admin.request(
    'PATCH',
    `${SECRET}?fieldManager=${manager}${query}`,
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data }),
    'application/apply-patch+yaml',
  );

const kept = () => at(cluster.find('Secret', 'default', 's'), 'data');

it(
  'each manager has keys of its own, and takes them away by not applying them',
  on(async () => {
    await apply('a', { 'a.crt': 'YQ==', 'a.key': 'YQ==' });
    await apply('b', { 'b.crt': 'Yg==' });
    expect(kept()).toEqual({ 'a.crt': 'YQ==', 'a.key': 'YQ==', 'b.crt': 'Yg==' });
    await apply('a', { 'a.crt': 'YQ==' });
    expect(kept()).toEqual({ 'a.crt': 'YQ==', 'b.crt': 'Yg==' });
    await apply('b', {});
    expect(kept()).toEqual({ 'a.crt': 'YQ==' });
  }),
);

it(
  "another manager's value is a conflict, unless it is the same or taken by force",
  on(async () => {
    await apply('a', { x: 'YQ==', y: 'YQ==' });
    expect((await apply('b', { x: 'YQ==' })).status).toBe(200);
    const refused = await apply('b', { y: 'Yg==' });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "a": .data.y',
        details: {
          causes: [
            { reason: 'FieldManagerConflict', message: 'conflict with "a"', field: '.data.y' },
          ],
        },
      },
    });
    expect(kept()).toEqual({ x: 'YQ==', y: 'YQ==' });
    expect((await apply('b', { y: 'Yg==' }, '&force=true')).status).toBe(200);
    expect((await apply('a', { x: 'YQ==' })).status).toBe(200);
    expect(kept()).toEqual({ x: 'YQ==', y: 'Yg==' });
  }),
);

it(
  'nothing changes when nothing is changed, or when it is only tried',
  on(async () => {
    const { body } = await apply('a', { x: 'YQ==' });
    const version = at(body, 'metadata', 'resourceVersion');
    const again = await apply('a', { x: 'YQ==' });
    expect(at(again.body, 'metadata', 'resourceVersion')).toBe(version);
    const tried = await apply('a', { x: 'Yg==' }, '&dryRun=All');
    expect(at(tried.body, 'data')).toEqual({ x: 'Yg==' });
    expect(kept()).toEqual({ x: 'YQ==' });
  }),
);

it(
  'what someone made without applying is theirs',
  on(async () => {
    const metadata = { name: 's', namespace: 'default' };
    cluster.put({ apiVersion: 'v1', kind: 'Secret', metadata, data: { x: 'YQ==' } }, 'helm');
    const refused = await apply('a', { x: 'Yg==' });
    expect(listAt(refused.body, 'details', 'causes')).toMatchObject([
      { message: 'conflict with "helm" using v1', field: '.data.x' },
    ]);
  }),
);
