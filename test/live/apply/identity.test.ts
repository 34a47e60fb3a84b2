import { Claims } from '../../../live/apply/identity';
import type { AppliedRecord } from '../../../live/apply/record';

const FLEET = 'home/monitoring/hub';
const object = (kind: string, name: string) => ({
  apiVersion: 'v1',
  kind,
  metadata: kind === 'Namespace' ? { name } : { name, namespace: 'monitoring' },
});
const OBJECTS = [object('Namespace', 'monitoring'), object('Service', 'prometheus')];

const found = (name: string, uid: string, records: readonly AppliedRecord[] = []) => ({
  owner: { fleet: FLEET, role: 'member', name } as const,
  kubeContext: name,
  uid,
  objects: OBJECTS,
  records,
});

const record = (fleet: string, name: string, hubUid?: string): AppliedRecord => ({
  owner: { fleet, role: 'member', name },
  namespace: 'monitoring',
  hubUid,
  objects: OBJECTS,
  hashes: new Map(),
});

const claims = () => new Claims(FLEET, new Set(['one', 'two']));
const last = { namespace: 'monitoring', kubeContext: 'one' };

it('takes a cluster that nobody has', () =>
  expect(claims().objection(found('one', 'u1'), undefined)).toBeUndefined());

it('stops a second entry whose context leads to the same cluster', () => {
  const all = claims();
  expect(all.objection(found('one', 'u1'), undefined)).toBeUndefined();
  expect(all.objection(found('two', 'u2'), undefined)).toBeUndefined();
  expect(all.objection(found('two', 'u1'), undefined)).toMatch(
    /^its context two leads to the cluster of one, which has the same objects/,
  );
});

it('stops an entry that leads to another cluster than at the last apply', () => {
  const memory = { members: new Map([['one', { ...last, uid: 'u1' }]]) };
  expect(claims().objection(found('one', 'u1'), memory)).toBeUndefined();
  expect(claims().objection(found('one', 'u2'), memory)).toMatch(
    /another cluster than at the last apply, found the identity u2 where it was u1/,
  );
});

it('stops where the objects are those of another fleet, or of another entry', () => {
  expect(claims().objection(found('one', 'u1', [record('x/y/z', 'one')]), undefined)).toMatch(
    /Service monitoring\/prometheus is that of one of the fleet of the hub x\/y\/z/,
  );
  expect(claims().objection(found('one', 'u1', [record(FLEET, 'two')]), undefined)).toMatch(
    /is that of two of this fleet/,
  );
});

describe('what an entry had that has left the fleet file', () => {
  const gone = (hubUid?: string) => found('one', 'u1', [record(FLEET, 'gone', hubUid)]);
  const memory = { hubUid: 'h1', members: new Map() };
  it('is taken over', () => expect(claims().objection(gone('h1'), memory)).toBe(undefined));
  it.each([
    ['of a fleet whose hub has the same name on another cluster', gone('h2'), memory],
    ['of which nobody knows the hub', gone(), memory],
    ['as long as the hub does not answer', gone('h1'), undefined],
  ])('is not: %s', (_, what, known) =>
    expect(claims().objection(what, known)).toMatch(/is that of gone of this fleet/),
  );
});

it('stops at a hub that remembers other members alone', () => {
  const hub = {
    ...found('home', 'h'),
    owner: { fleet: FLEET, role: 'hub', name: 'home' } as const,
  };
  const members = (...names: string[]) => ({
    members: new Map(names.map((name) => [name, { ...last, uid: name }])),
  });
  expect(claims().objection(hub, members('a', 'b', 'c', 'd'))).toMatch(
    /none of the members that it was applied with, found a, b, c and 1 more there/,
  );
  expect(claims().objection(hub, members('a', 'one'))).toBeUndefined();
  expect(claims().objection(hub, members())).toBeUndefined();
});

it('stops where another hub of the same name has applied, and then the hub', () => {
  const all = claims();
  const memory = { hubUid: 'h2', members: new Map() };
  expect(all.objection(found('one', 'u1', [record(FLEET, 'one', 'h1')]), memory)).toMatch(
    /applied for a hub on another cluster/,
  );
  const hub = {
    ...found('home', 'h2'),
    owner: { fleet: FLEET, role: 'hub', name: 'home' } as const,
  };
  expect(all.objection(hub, memory)).toMatch(/write the right hub.kubeContext/);
});
