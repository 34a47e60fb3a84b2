import { KubernetesTypes } from '../../../output/patches/kubernetes-types';
import { strategicMerge } from '../../../output/patches/strategic';

const types = new KubernetesTypes();
const pod = (spec: object) => strategicMerge(POD, spec as never, 'PodSpec', types);

const POD = {
  containers: [
    {
      name: 'a',
      image: 'a:1',
      env: [
        { name: 'X', value: '1' },
        { name: 'Y', value: '2' },
      ],
      ports: [
        { containerPort: 80, name: 'web' },
        { containerPort: 53, protocol: 'UDP', name: 'dns' },
      ],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      args: ['--one'],
    },
    { name: 'b', image: 'b:1' },
  ],
  tolerations: [{ operator: 'Exists' }],
  nodeSelector: { disk: 'ssd', zone: 'a' },
  volumes: [{ name: 'data', emptyDir: {} }],
};

describe('a strategic merge', () => {
  it('changes a container in its place, and adds one at the end', () =>
    expect(pod({ containers: [{ name: 'c' }, { name: 'b', image: 'b:2' }] })).toMatchObject({
      containers: [{ name: 'a' }, { name: 'b', image: 'b:2' }, { name: 'c' }],
    }));

  it('tells environment variables apart by name, mounts by path, ports by number and protocol', () =>
    expect(
      pod({
        containers: [
          {
            name: 'a',
            env: [
              { name: 'Y', value: '3' },
              { name: 'Z', value: '4' },
            ],
            volumeMounts: [{ mountPath: '/data', readOnly: true, name: 'data' }],
            ports: [
              { containerPort: 80, protocol: 'TCP', hostPort: 1 },
              { containerPort: 53, hostPort: 2 },
            ],
          },
        ],
      }).containers,
    ).toMatchObject([
      {
        env: [
          { name: 'X', value: '1' },
          { name: 'Y', value: '3' },
          { name: 'Z', value: '4' },
        ],
        volumeMounts: [{ mountPath: '/data', readOnly: true }],
        ports: [
          { name: 'web', hostPort: 1 },
          { name: 'dns', hostPort: 2 },
        ],
      },
      { name: 'b' },
    ]));

  it('replaces tolerations and arguments as one', () =>
    expect(
      pod({ tolerations: [{ key: 'x' }], containers: [{ name: 'a', args: ['--two'] }] }),
    ).toMatchObject({ tolerations: [{ key: 'x' }], containers: [{ args: ['--two'] }, {}] }));

  it('removes what is null, and what is to be deleted', () => {
    const after = pod({
      nodeSelector: { zone: null },
      tolerations: null,
      volumes: [{ name: 'data', $patch: 'delete' }],
      containers: [{ name: 'b', $patch: 'delete' }],
    });
    expect(after).toMatchObject({ nodeSelector: { disk: 'ssd' }, volumes: [] });
    expect(after.nodeSelector).toEqual({ disk: 'ssd' });
    expect(after).not.toHaveProperty('tolerations');
    expect(after.containers).toHaveLength(1);
  });

  it('keeps nothing of what is to be replaced', () =>
    expect(
      pod({
        nodeSelector: { $patch: 'replace', pool: 'x', gone: null },
        containers: [{ $patch: 'replace' }, { name: 'c' }],
      }),
    ).toMatchObject({ nodeSelector: { pool: 'x' }, containers: [{ name: 'c' }] }));

  it('changes nothing of what it was given', () => {
    const before = JSON.stringify(POD);
    pod({ containers: [{ name: 'a', env: [{ name: 'X', value: null }] }] });
    expect(JSON.stringify(POD)).toBe(before);
  });
});
