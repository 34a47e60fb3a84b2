import { type AppliedRecord, recordObject } from '../../../live/apply/record';
import { RecordKeeper } from '../../../live/apply/record-keeper';
import { ApiConnection } from '../../../live/client/connection';
import { type KubeObject, Resources } from '../../../live/client/resources';

const owner = { fleet: 'home/monitoring/hub', role: 'member', name: 'one' } as const;
const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'monitoring' },
});
const record = (namespace: string, ...names: string[]): AppliedRecord => ({
  owner,
  namespace,
  hubUid: 'h1',
  objects: names.map(service),
  hashes: new Map([[' Service monitoring/a', 'hash']]),
});

/** What is asked of a cluster, in place of one. */
class Asked extends Resources {
  readonly said: string[] = [];

  constructor() {
    super(new ApiConnection('https://none.test', () => Promise.reject(new Error('not asked'))));
  }

  override async apply(object: KubeObject) {
    this.said.push(`apply ${object.metadata.namespace}`);
    return { object, created: false, warnings: [] };
  }

  override async delete({ metadata }: KubeObject) {
    this.said.push(`delete ${metadata.namespace}`);
    return true;
  }
}

function keeperOf(...records: readonly AppliedRecord[]) {
  const asked = new Asked();
  const keeper = new RecordKeeper(asked, owner, 'new');
  keeper.all = records;
  return { keeper, said: asked.said };
}

it('writes nothing where nothing has changed', async () => {
  const { keeper, said } = keeperOf(record('new', 'a'));
  await keeper.keep([service('a')], new Map([[' Service monitoring/a', 'hash']]));
  expect(said).toEqual([]);
});

it('moves a record to another namespace, there first', async () => {
  const { keeper, said } = keeperOf(record('old', 'a'));
  await keeper.keep([service('a')], new Map());
  expect(said).toEqual(['apply new', 'delete old']);
});

it('knows what stands in either record after a move that was interrupted, and finishes it', async () => {
  const { keeper, said } = keeperOf(record('old', 'a', 'b'), record('new', 'b', 'c'));
  expect(keeper.record?.objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c']);
  expect(keeper.record?.hashes).toEqual(new Map());
  await keeper.keep([service('c')], new Map());
  expect(said).toEqual(['apply new', 'delete old']);
});

it('ends a record of nothing, and keeps that of others', async () => {
  const other = { ...record('new', 'x'), owner: { ...owner, name: 'two' } };
  const { keeper, said } = keeperOf(record('new', 'a'), other);
  await keeper.keep([], new Map());
  expect(said).toEqual(['delete new']);
  expect(keeper.all).toEqual([other]);
  expect(recordObject(other).metadata.name).toContain('two');
});
