import { contains } from '../../../live/apply/content';
import { differences } from '../../../live/apply/difference';
import { explained } from '../../../live/apply/explain';
import { lineChanges } from '../../../live/apply/line-changes';
import { applyObjects } from '../../../live/apply/objects';
import { noOutcome } from '../../../live/apply/outcome';
import { remaining } from '../../../live/apply/ready';
import { hashOf, recordIn, recordObject } from '../../../live/apply/record';
import { removalObjection } from '../../../live/apply/removal-guard';
import { stagesOf } from '../../../live/apply/stages';
import { ClusterFailure } from '../../../live/client/failure';
import type { KubeObject, Resources } from '../../../live/client/resources';

const object = (kind: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'one', namespace: 'monitoring' },
  ...more,
});

it('applies what others need first, and what it does not know last', () => {
  const kinds = 'Widget NetworkPolicy Deployment Service ConfigMap Secret RoleBinding Role';
  const all = [...kinds.split(' '), 'ServiceAccount', 'Namespace', 'StatefulSet'];
  const stages = stagesOf(all.map((kind) => object(kind)));
  expect(stages.map((stage) => stage.map(({ kind }) => kind).join(' '))).toEqual([
    'Namespace',
    'ServiceAccount',
    'Role',
    'RoleBinding',
    'Secret',
    'ConfigMap',
    'Service',
    'Deployment StatefulSet',
    'NetworkPolicy',
    'Widget',
  ]);
});

it('applies the digest of the others when all of them are there', () => {
  const labels = { 'app.kubernetes.io/component': 'rollout' };
  const digest = object('ConfigMap', { metadata: { name: 'digest', labels } });
  const others = ['Widget', 'ConfigMap', 'NetworkPolicy'].map((kind) => object(kind));
  expect(stagesOf([digest, ...others]).at(-1)).toEqual([digest]);
});

it.each([
  ['applied', [], ['Role', 'Deployment', 'digest']],
  ['refused', ['Role'], ['Deployment']],
])(
  'who had one of its objects %s has the digest only if it has them all',
  async (_, refused, there) => {
    const labels = { 'app.kubernetes.io/component': 'rollout' };
    const digest = object('ConfigMap', { metadata: { name: 'digest', labels } });
    const applied: string[] = [];
    const resources = {
      apply: async (one: KubeObject) => {
        if (refused.includes(one.kind)) throw new ClusterFailure('refused', 'no');
        applied.push(one === digest ? 'digest' : one.kind);
        return { object: one, created: true, warnings: [] };
      },
    } as Partial<Resources> as Resources;
    const outcome = noOutcome({ role: 'member', name: 'one', kubeContext: 'one', left: false });
    await applyObjects(resources, [digest, object('Role'), object('Deployment')], outcome, {
      known: new Map(),
      isUnchanged: () => false,
      dryRun: false,
      forceConflicts: false,
      onStep: () => undefined,
    });
    expect(applied).toEqual(there);
  },
);

describe('a difference', () => {
  it('is as far down as both have something, and names elements', () => {
    const pod = (image: string, more = {}) =>
      object('Deployment', { spec: { containers: [{ name: 'main', image }], ...more } });
    expect(differences(pod('a'), pod('b', { replicas: 2 }))).toEqual([
      'spec.containers[main].image: "a" → "b"',
      'spec.replicas: added 2',
    ]);
  });

  it('leaves out what the server keeps, and the status', () => {
    const { metadata, ...rest } = object('Service', { status: { a: 1 } });
    const before = { ...rest, metadata: { ...metadata, resourceVersion: '1', uid: 'x' } };
    expect(differences(before, object('Service', { status: { a: 2 } }))).toEqual([]);
  });

  it('never has a value of a Secret', () => {
    const secret = (value: string) => object('Secret', { data: { token: value }, type: 'Opaque' });
    expect(differences(secret('AAAA'), secret('BBBB'))).toEqual([
      'data.token: changed (not shown)',
    ]);
  });

  it('shows the lines of a file that differ', () => {
    const file = (text: string) => object('ConfigMap', { data: { 'a.yml': text } });
    expect(differences(file('x\ny\nz\n'), file('x\nY\nz\n'))).toEqual([
      'data[a.yml]:',
      '  - y',
      '  + Y',
    ]);
    expect(lineChanges('a\nb\nc', 'b\nc\nd')).toEqual(['- a', '+ d']);
  });
});

it('what is there has what was applied, if it has more besides', () => {
  expect(contains({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ c: 2 }] })).toBe(true);
  expect(contains({ b: [{ c: 2 }, { c: 3 }] }, { b: [{ c: 2 }] })).toBe(false);
  expect(contains({ a: 1 }, { a: 1, b: 2 })).toBe(false);
});

describe('what is deleted without a word', () => {
  const lost = (count: number, losesAll = false) => [
    {
      cluster: 'one',
      objects: Array.from({ length: count }, (_, at) => `Service a/${at}`),
      losesAll,
    },
  ];
  it.each([
    ['nothing', lost(0, true), undefined, undefined],
    ['a fifth', lost(20), undefined, undefined],
    ['more', lost(21), undefined, '21 of 100 objects (21 %) would be deleted, more than 20 %'],
    [
      'a cluster',
      lost(5, true),
      undefined,
      '5 of 100 objects (5 %) would be deleted, everything of one',
    ],
    ['a cluster that may go', lost(5, true), 5, undefined],
    [
      'more than may go',
      lost(6),
      5,
      '6 of 100 objects (6 %) would be deleted, more than --max-removed 5',
    ],
  ])('%s', (_, removals, most, said) => expect(removalObjection(removals, 100, most)).toBe(said));
});

describe('a record', () => {
  const owner = { fleet: 'home/monitoring/hub', role: 'member', name: 'one' } as const;
  const service = object('Service');
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'a:b' },
  };
  const hashes = new Map([[' Service monitoring/one', hashOf(service)]]);
  const record = { owner, namespace: 'monitoring', hubUid: 'u', objects: [role, service], hashes };

  it('is read as it was written', () => {
    const read = recordIn(recordObject(record));
    expect(read?.objects).toEqual(
      [role, { apiVersion: 'v1', kind: 'Service', metadata: service.metadata }].sort((a, b) =>
        a.apiVersion < b.apiVersion ? -1 : 1,
      ),
    );
    expect({ ...read, objects: [] }).toEqual({ ...record, objects: [] });
  });

  it('is that of one fleet, in whatever order its objects are', () => {
    const turned = { ...record, objects: [service, role] };
    expect(recordObject(turned)).toEqual(recordObject(record));
    const other = { ...record, owner: { ...owner, fleet: 'home/monitoring/other' } };
    expect(recordObject(other).metadata.name).not.toBe(recordObject(record).metadata.name);
  });
});

describe('what the API server refuses', () => {
  const said = (message: string, kind = 'Service', live?: KubeObject) =>
    explained([{ object: object(kind), live, failure: new ClusterFailure('refused', message) }]);

  it.each([
    [
      'a quota',
      'found 403: services "one" is forbidden: exceeded quota: small, requested: services=1',
      'Service monitoring/one: the quota small of the namespace is used up, raise it',
    ],
    [
      'a webhook',
      'found 400: admission webhook "a.example.com" denied the request: no owner',
      'Service monitoring/one: the admission webhook a.example.com denies it: no owner, allow it there',
    ],
    [
      'one that is away',
      'found 500: Internal error occurred: failed calling webhook "a.example.com": timeout',
      'Service monitoring/one: the admission webhook a.example.com does not answer, repair or remove it',
    ],
    [
      'a namespace',
      'found 404: namespaces "monitoring" not found',
      'Service monitoring/one: there is no namespace monitoring, make it, or set createNamespace',
    ],
    ['something else', 'found 400: hm', 'Service monitoring/one: found 400: hm'],
  ])('is explained: %s', (_, message, line) => expect(said(message)).toEqual([line]));

  it('is what cannot be changed in place', () => {
    const [line] = said(
      'found 422: RoleBinding "one" is invalid: roleRef: cannot change roleRef',
      'RoleBinding',
    );
    expect(line).toMatch(
      /cannot be changed in place, .*, delete it and apply, see What cannot be changed/,
    );
  });
});

describe('a workload is ready as kubectl rollout status counts', () => {
  const workload = (kind: string, spec: object, status: object): KubeObject => ({
    ...object(kind, { spec, status: { observedGeneration: 2, ...status } }),
    metadata: { name: 'one', generation: 2 },
  });
  it.each([
    [
      'no controller saw it',
      workload('Deployment', {}, { observedGeneration: 1 }),
      'its controller has not seen it yet',
    ],
    [
      'old pods',
      workload('Deployment', { replicas: 1 }, { updatedReplicas: 1, replicas: 2 }),
      '1 old pod is left',
    ],
    [
      'a new pod that is not ready',
      workload('Deployment', {}, { updatedReplicas: 1, replicas: 1 }),
      '0 of 1 pods are ready',
    ],
    [
      'a Deployment',
      workload('Deployment', {}, { updatedReplicas: 1, replicas: 1, availableReplicas: 1 }),
      undefined,
    ],
    [
      'a StatefulSet between versions',
      workload(
        'StatefulSet',
        { replicas: 2 },
        { readyReplicas: 2, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
      ),
      '1 of 2 pods are new',
    ],
    [
      'a DaemonSet without nodes',
      workload('DaemonSet', {}, { desiredNumberScheduled: 0 }),
      undefined,
    ],
    [
      'a DaemonSet',
      workload(
        'DaemonSet',
        {},
        { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 },
      ),
      '1 of 2 pods are ready',
    ],
  ])('%s', (_, found, said) => expect(remaining(found)).toBe(said));
});
