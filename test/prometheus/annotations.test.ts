import { memberScrapeConfigs } from '../../prometheus/member';
import type { ScrapeConfig } from '../../prometheus/types';
import type { Cluster, Pod, Service } from './discovery';
import type { LabelSet } from './relabel';
import { monitor } from './samples';
import { targetsOf } from './targets';

const annotated = (rest: LabelSet): LabelSet =>
  Object.fromEntries(
    Object.entries({ scrape: 'true', ...rest }).map(([key, value]) => [
      `prometheus.io/${key}`,
      value,
    ]),
  );

const clusterOf = (some: Partial<Cluster>): Cluster => ({
  nodes: [],
  pods: [],
  services: [],
  ...some,
});

const pod = (annotations: LabelSet, more: Partial<Pod> = {}): Pod => ({
  name: 'web-1',
  namespace: 'shop',
  ip: '10.0.0.1',
  node: 'node-a',
  annotations: annotated(annotations),
  containers: [{ name: 'web', ports: [{ port: 8080 }] }],
  ...more,
});

const service = (annotations: LabelSet, more: Partial<Service> = {}): Service => ({
  name: 'web',
  namespace: 'shop',
  annotations: annotated(annotations),
  ports: [{ name: 'http', port: 8080 }],
  slices: [{ addresses: [{ ip: '10.0.0.1' }] }],
  ...more,
});

function job(name: string, of = monitor): ScrapeConfig {
  const found = memberScrapeConfigs(of).find(({ job_name }) => job_name === name);
  return found as ScrapeConfig;
}

const podTargets = (one: Pod, of = monitor) =>
  targetsOf(job('kubernetes-pods', of), clusterOf({ pods: [one] }));
const serviceTargets = (one: Service, all: readonly Pod[] = [], of = monitor) =>
  targetsOf(job('kubernetes-service-endpoints', of), clusterOf({ services: [one], pods: all }));
const urls = (targets: readonly { readonly url: string }[]) => targets.map(({ url }) => url);

const IPV6 = [{ addresses: [{ ip: '::1' }] }];

test.each<[string, LabelSet, Partial<Pod>, string[]]>([
  ['a port', { port: '9102' }, {}, ['http://10.0.0.1:9102/metrics']],
  ['a port and IPv6', { port: '9102' }, { ip: '::1' }, ['http://[::1]:9102/metrics']],
  ['IPv6 only', {}, { ip: 'fd00::1' }, ['http://[fd00::1]:8080/metrics']],
  ['a scheme', { scheme: 'https' }, {}, ['https://10.0.0.1:8080/metrics']],
  ['an unknown scheme', { scheme: 'ftp' }, {}, ['http://10.0.0.1:8080/metrics']],
  ['a path', { path: '/stats' }, {}, ['http://10.0.0.1:8080/stats']],
  ['a parameter', { param_format: 'text' }, {}, ['http://10.0.0.1:8080/metrics?format=text']],
  ['a port by name', { port: 'metrics' }, {}, ['http://10.0.0.1:8080/metrics']],
  ['no wish to be scraped', { scrape: 'false' }, {}, []],
  ['a wish in capitals', { scrape: 'TRUE' }, {}, []],
  ['an end', {}, { phase: 'Failed' }, []],
  ['no start yet', {}, { phase: 'Pending' }, []],
  [
    'several container ports and an annotated one',
    { port: '9102' },
    {
      containers: [
        { name: 'web', ports: [{ port: 8080 }, { port: 9102 }] },
        { name: 'sidecar' },
        { name: 'dns', ports: [{ port: 53, protocol: 'UDP' }] },
      ],
    },
    ['http://10.0.0.1:9102/metrics'],
  ],
  [
    'no declared port but an annotated one',
    { port: '9102' },
    { containers: [{ name: 'web' }] },
    ['http://10.0.0.1:9102/metrics'],
  ],
  ['no port at all', {}, { containers: [{ name: 'web' }] }, []],
])('a pod with %s', (_, annotations, more, expected) => {
  expect(urls(podTargets(pod(annotations, more)))).toEqual(expected);
});

test.each<[string, LabelSet, Partial<Service>, string[]]>([
  ['nothing more', {}, {}, ['http://10.0.0.1:8080/metrics']],
  ['a port', { port: '9102' }, {}, ['http://10.0.0.1:9102/metrics']],
  ['a port and IPv6', { port: '9102' }, { slices: IPV6 }, ['http://[::1]:9102/metrics']],
  ['IPv6', {}, { slices: IPV6 }, ['http://[::1]:8080/metrics']],
  ['a port by name', { port: 'metrics' }, {}, ['http://10.0.0.1:8080/metrics']],
  [
    'scheme, path and parameters',
    { scheme: 'https', path: '/probe', param_target: 'db', param_module: 'tcp' },
    {},
    ['https://10.0.0.1:8080/probe?module=tcp&target=db'],
  ],
  [
    'several ports',
    {},
    { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }, { port: 9102 }] },
    ['http://10.0.0.1:53/metrics', 'http://10.0.0.1:9102/metrics'],
  ],
  [
    'several ports and an annotated one',
    { port: '9102' },
    { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }, { port: 8080 }] },
    ['http://10.0.0.1:9102/metrics'],
  ],
  [
    'an endpoint that is a host name',
    {},
    { slices: [{ addressType: 'FQDN', addresses: [{ ip: 'metadata.internal' }] }] },
    [],
  ],
])('a Service with %s', (_, annotations, more, expected) => {
  expect(urls(serviceTargets(service(annotations, more)))).toEqual(expected);
});

describe('a Service whose pod is annotated too', () => {
  const slices = [{ addresses: [{ ip: '10.0.0.1', pod: 'web-1' }] }];
  const left = (onService: LabelSet, onPod: LabelSet, more: Partial<Pod> = {}) =>
    urls(serviceTargets(service(onService, { slices }), [pod(onPod, more)]));

  test('leaves it to kubernetes-pods', () => {
    expect(left({}, {})).toEqual([]);
    expect(left({ port: '8080' }, { port: '8080' })).toEqual([]);
    expect(left({ port: '9102' }, {})).toEqual([]);
    expect(left({}, { port: 'metrics' })).toEqual([]);
  });

  test('keeps a port that only the Service names', () => {
    expect(left({}, { port: '9102' })).toEqual(['http://10.0.0.1:8080/metrics']);
    expect(left({ port: '9102' }, { port: '8080' })).toEqual(['http://10.0.0.1:9102/metrics']);
    const undeclared = { containers: [{ name: 'web' }] };
    expect(left({ port: '9102' }, {}, undeclared)).toEqual(['http://10.0.0.1:9102/metrics']);
  });
});

describe('a Service whose pod', () => {
  const CONTAINERS: Pod['containers'] = [{ name: 'web', ports: [{ port: 8080 }] }];
  const left = (phase: string, serving: boolean, containers = CONTAINERS) => {
    const slices = [{ addresses: [{ ip: '10.0.0.1', pod: 'web-1', serving }] }];
    const behind = pod({ scrape: 'false' }, { phase, containers });
    return urls(serviceTargets(service({}, { slices }), [behind]));
  };

  test('has not started is not scraped', () => expect(left('Pending', false)).toEqual([]));

  test('has ended is not scraped', () => {
    expect(left('Succeeded', false)).toEqual([]);
    expect(left('Failed', true)).toEqual([]);
  });

  test('is not ready is scraped', () => expect(left('Running', false)).toHaveLength(1));

  test('has not started is scraped at ports that no Service names, of which no more is known', () => {
    const ports = [{ port: 8080 }, { port: 9102 }];
    expect(left('Pending', false, [{ name: 'web', ports }])).toEqual([
      'http://10.0.0.1:9102/metrics',
    ]);
  });

  test('is ready is scraped, though discovery knows no more than that it is pending', () => {
    expect(left('Pending', true)).toEqual(['http://10.0.0.1:8080/metrics']);
  });
});

test('targets carry the labels that users of the chart know', () => {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const slices = [{ addresses: [{ ip: '10.0.0.1', pod: 'web-1' }] }];
  const [ofService] = serviceTargets(service({}, { labels, slices }), [
    { ...pod({}), annotations: {} },
  ]);
  expect(ofService?.labels).toEqual({
    job: 'kubernetes-service-endpoints',
    instance: '10.0.0.1:8080',
    app_kubernetes_io_name: 'web',
    namespace: 'shop',
    service: 'web',
    node: 'node-a',
  });
  const [ofPod] = podTargets(pod({}, { labels }));
  expect(ofPod?.labels).toEqual({
    job: 'kubernetes-pods',
    instance: '10.0.0.1:8080',
    app_kubernetes_io_name: 'web',
    namespace: 'shop',
    pod: 'web-1',
    node: 'node-a',
  });
});

test('targets carry no label that its owner made up, however many and long', () => {
  const many = Array.from({ length: 200 }, (_, index) => [`label-${index}`, 'x']);
  const labels = { app: 'web', [`${'n'.repeat(253)}/long`]: 'x', ...Object.fromEntries(many) };
  for (const [target] of [
    podTargets(pod({}, { labels })),
    serviceTargets(service({}, { labels })),
  ]) {
    expect(target?.labels.app).toBe('web');
    expect(Object.keys(target?.labels ?? {}).length).toBeLessThan(10);
  }
});

test("an object's labels change neither job nor instance nor namespace", () => {
  const labels = { job: 'kubernetes-nodes', instance: 'other', namespace: 'kube-system' };
  const asked = { ...monitor, objectLabels: Object.keys(labels) };
  const kept = { job: 'kubernetes-pods', instance: '10.0.0.1:8080', namespace: 'shop' };
  expect(podTargets(pod({}, { labels }), asked)[0]?.labels).toMatchObject(kept);
  expect(serviceTargets(service({}, { labels }), [], asked)[0]?.labels).toMatchObject({
    ...kept,
    job: 'kubernetes-service-endpoints',
  });
});

test('the pushgateway job takes port and path from annotations', () => {
  const gateway = { probe: 'pushgateway' };
  const scraped = (annotations: LabelSet) =>
    urls(
      targetsOf(job('banzaicloud-pushgateway'), clusterOf({ services: [service(annotations)] })),
    );
  expect(scraped(gateway)).toEqual(['http://web.shop.svc:8080/metrics']);
  expect(scraped({ ...gateway, port: '9091', path: '/push/metrics' })).toEqual([
    'http://web.shop.svc:9091/push/metrics',
  ]);
  expect(scraped({ ...gateway, scrape: 'false' })).toEqual([]);
  expect(scraped({})).toEqual([]);
});

test('a pushgateway is no name for something outside the cluster', () => {
  const elsewhere = service({ probe: 'pushgateway' }, { type: 'ExternalName' });
  expect(targetsOf(job('banzaicloud-pushgateway'), clusterOf({ services: [elsewhere] }))).toEqual(
    [],
  );
});
