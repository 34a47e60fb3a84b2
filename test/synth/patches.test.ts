import { formatPath } from '../../diagnostics';
import { FleetObjects } from '../../synth/objects';
import { renderFleet } from '../../synth/render-fleet';
import { fleetFile, only, rendered, resolved } from '../fleet';
import { expectGolden } from '../golden';

const json = JSON.stringify;
const annotate = (value: string) => ({ metadata: { annotations: { owner: value } } });

/** A fleet of two members with patches at each place. */
const fleetOf = (places: {
  fleet?: object[];
  hub?: object[];
  defaults?: object[];
  one?: object[];
}): string =>
  [
    `hub: { cluster: control-plane, patches: ${json(places.hub ?? [])} }`,
    `patches: ${json(places.fleet ?? [])}`,
    `defaults: { patches: ${json(places.defaults ?? [])} }`,
    'clusters:',
    `  - { name: one, server: 'https://192.0.2.1:6443', patches: ${json(places.one ?? [])} }`,
    `  - { name: two, server: 'https://192.0.2.2:6443' }`,
  ].join('\n');

const found = (text: string) =>
  renderFleet(resolved(text), { onFile: () => {} }).map(
    ({ severity, path, message }) => `${severity} ${formatPath(path)}: ${message}`,
  );

describe('patches', () => {
  const ofServers = { kind: 'StatefulSet', name: '.*-prometheus-server' };
  const files = rendered(
    fleetOf({
      fleet: [{ target: ofServers, patch: { metadata: { annotations: { order: 'fleet' } } } }],
      hub: [
        { target: ofServers, patch: annotate('hub') },
        { target: ofServers, patch: { metadata: { annotations: { order: 'hub' } } } },
      ],
      defaults: [{ target: ofServers, patch: annotate('defaults') }],
      one: [{ target: ofServers, patch: annotate('one') }],
    }),
  );
  const annotations = (folder: string) =>
    only(
      Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(folder))),
      'StatefulSet',
      folder === 'hub/' ? 'hub-prometheus-server' : undefined,
    ).metadata.annotations;

  it('are applied where they are written, the nearest last', () => {
    expect(annotations('hub/')).toMatchObject({ owner: 'hub', order: 'hub' });
    expect(annotations('clusters/one/')).toMatchObject({ owner: 'one', order: 'fleet' });
    expect(annotations('clusters/two/')).toMatchObject({ owner: 'defaults', order: 'fleet' });
  });

  it('are in what is applied as they are in the files', () => {
    const fleet = resolved(fleetOf({ fleet: [{ target: { kind: '.*' }, patch: annotate('a') }] }));
    const objects = new FleetObjects(fleet);
    const all = [
      ...fleet.members.flatMap((member) => objects.ofMember(member)),
      ...objects.ofHub(),
    ];
    expect(all.length).toBeGreaterThan(50);
    for (const object of all) expect(object).toMatchObject(annotate('a'));
  });

  it('of what is read from a ConfigMap reach every cluster, each with its own text', () => {
    const target = { kind: 'ConfigMap', name: 'monitor-prometheus-server' };
    const texts = (patch: unknown) =>
      ['one', 'two'].map((name) => {
        const all = rendered(fleetOf({ defaults: [{ target, patch: patch as object }] }));
        return all[`clusters/${name}/prometheus-config.k8s.yaml`]?.[0]?.data ?? {};
      });
    const plain = texts(annotate('a'));
    expect(plain[0]['prometheus.yml']).not.toBe(plain[1]['prometheus.yml']);
    const moved = texts([{ op: 'move', from: '/data/prometheus.yml', path: '/data/moved.yml' }]);
    expect(moved.map((data) => data['moved.yml'])).toEqual(
      plain.map((data) => data['prometheus.yml']),
    );
    expect(texts({ data: { 'prometheus.yml': 'global: {}\n' } })).toEqual(
      plain.map((data) => ({ ...data, 'prometheus.yml': 'global: {}\n' })),
    );
  });

  it('change the digest of the cluster that they are of, and of no other', () => {
    const digest = (text: string, name: string) =>
      json(rendered(text)[`clusters/${name}/rollout.k8s.yaml`]);
    const before = fleetOf({});
    const after = fleetOf({ one: [{ target: ofServers, patch: annotate('a') }] });
    expect(digest(after, 'one')).not.toBe(digest(before, 'one'));
    expect(digest(after, 'two')).toBe(digest(before, 'two'));
  });

  it('that remove all objects of a file leave no file', () => {
    const target = { kind: 'ConfigMap', name: 'monitor-prometheus-server' };
    const all = rendered(fleetOf({ one: [{ target, patch: { $patch: 'delete' } }] }));
    expect(all).not.toHaveProperty(['clusters/one/prometheus-config.k8s.yaml']);
    expect(all).toHaveProperty(['clusters/two/prometheus-config.k8s.yaml']);
  });

  it('as a text are what they are without quotes', () => {
    const patch = annotate('a');
    expect(rendered(fleetOf({ fleet: [{ target: ofServers, patch: json(patch) }] }))).toEqual(
      rendered(fleetOf({ fleet: [{ target: ofServers, patch }] })),
    );
  });

  it('of a pod', () => {
    const patch = `patches: ${json([
      {
        target: { kind: 'Deployment', name: 'monitor-pushgateway' },
        patch: {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'pushgateway', env: [{ name: 'A', value: 'b' }] },
                  { name: 'side-car', image: 'a:1' },
                ],
                priorityClassName: 'system-cluster-critical',
              },
            },
          },
        },
      },
    ])}`;
    let text = '';
    renderFleet(resolved(fleetFile({ cluster: patch })), {
      onFile: (file) => {
        if (file.path.endsWith('/monitor.k8s.yaml')) text = file.text;
      },
    });
    const pushgateway = text
      .split('---\n')
      .find(
        (object) =>
          /kind: Deployment\n.*\n {2}name: monitor-pushgateway\n/.test(object) ||
          /name: monitor-pushgateway\n[\s\S]*side-car/.test(object),
      );
    expectGolden('charts/patched-pod.yaml', pushgateway ?? '');
  });
});

describe('patches that weaken what is promised are warned about', () => {
  it.each([
    [
      'runAsNonRoot',
      { kind: 'Deployment', name: 'monitor-pushgateway' },
      'spec.template.spec.securityContext.runAsNonRoot',
      null,
    ],
    [
      'hostNetwork',
      { kind: 'Deployment', name: 'monitor-pushgateway' },
      'spec.template.spec.hostNetwork',
      true,
    ],
    ['rules changes', { kind: 'Role', name: 'monitor-federation-reader' }, 'rules', []],
    ['spec changes', { kind: 'NetworkPolicy', name: '.*-pushgateway' }, 'spec.ingress', []],
  ] as const)('%s', (what, target, path, value) => {
    const patch = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    const [first = ''] = found(fleetOf({ one: [{ target, patch: patch as object }] }));
    expect(first).toContain('warning clusters[0].patches[0].patch: undoes a promise of security');
    expect(first).toContain(what);
  });
});

describe('a patch that matches nothing', () => {
  const nothing = { target: { kind: 'Deployment', name: 'hub-grafana' }, patch: annotate('a') };

  it('is refused where no cluster that it is of has such an object', () => {
    expect(found(fleetOf({ fleet: [nothing] }))).toEqual([]);
    expect(found(fleetOf({ defaults: [nothing] }))).toEqual([
      expect.stringMatching(/^error defaults\.patches\[0\]\.target: no object is what the target/),
    ]);
    expect(found(fleetOf({ hub: [nothing], one: [nothing] }))).toEqual([
      expect.stringMatching(
        /^error clusters\[0\]\.patches\[0\]\.target: no object .*the nearest is/,
      ),
    ]);
  });
});
