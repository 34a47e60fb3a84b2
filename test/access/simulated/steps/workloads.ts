import { applying, object, type Step } from './step';

const container = (rest: object = {}) => ({
  name: 'c',
  image: 'example.com/c:1',
  ports: [{ containerPort: 80 }],
  env: [{ name: 'E', value: '1' }],
  volumeMounts: [{ name: 'v', mountPath: '/v' }],
  args: ['--x'],
  ...rest,
});
const deployment = (containers: readonly object[], rest: object = {}) =>
  object(
    'Deployment',
    'd',
    {
      spec: {
        selector: { matchLabels: { app: 'd' } },
        template: {
          metadata: { labels: { app: 'd' } },
          spec: { containers, volumes: [{ name: 'v', emptyDir: {} }] },
        },
        ...rest,
      },
    },
    'apps/v1',
  );
const D = '/apis/apps/v1/namespaces/compared/deployments/d';

/** A Deployment, whose lists have owners for each of their entries. */
export const workloads: readonly Step[] = [
  applying('a Deployment', 'a', D, deployment([container()], { replicas: 1 })),
  applying('the Deployment again', 'a', D, deployment([container()], { replicas: 1 })),
  applying('another image', 'b', D, deployment([{ name: 'c', image: 'example.com/c:2' }])),
  applying(
    'a container more',
    'b',
    D,
    object(
      'Deployment',
      'd',
      { spec: { template: { spec: { containers: [{ name: 'e', image: 'example.com/e' }] } } } },
      'apps/v1',
    ),
  ),
  applying(
    'another selector',
    'a',
    D,
    deployment([container()], {
      replicas: 1,
      selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    }),
  ),
  applying('other arguments', 'a', D, deployment([container({ args: ['--y'] })], { replicas: 1 })),
  applying('without what was there', 'a', D, deployment([{ name: 'c', image: 'example.com/c:1' }])),
];
