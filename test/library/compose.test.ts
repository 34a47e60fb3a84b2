import { type App, Chart, JsonPatch, Testing } from 'cdk8s';
import { memberManifests } from '../../charts/member-manifests';
import {
  exporterOf,
  FleetError,
  fleetOf,
  HubCharts,
  MemberCharts,
  memberOf,
  monitorOf,
  PrometheusServer,
  Pushgateway,
  serverOf,
} from '../../library';
import { Renderer } from '../../output/renderer';
import type { Manifest } from '../fleet';

const PLACE = { namespace: 'batch', release: 'batch' };
const CONFIG = { 'prometheus.yml': 'global: {}\n' };

/** All charts below an app, each as its objects. */
const objects = (app: App): Manifest[] =>
  app.node
    .findAll()
    .filter(Chart.isChart)
    .flatMap((chart) => Testing.synth(chart));

describe('the charts of a member in an app of a user', () => {
  const member = memberOf(
    { name: 'edge-1', server: 'https://192.0.2.1', monitor: { storage: '20Gi' } },
    { hub: { cluster: 'control-plane', storage: '50Gi' } },
  );

  it('have the objects that the synthesis writes', () => {
    const app = Testing.app();
    new MemberCharts(app, 'edge-1', member);
    const renderer = new Renderer();
    const written = memberManifests(member, renderer.yaml).flatMap((f) => renderer.objects(f));
    const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
    expect(sorted(objects(app))).toEqual(sorted(written));
  });

  it('are in the order that kubectl needs: the Namespace is in the first file', () => {
    const app = Testing.app();
    const { namespace, monitor } = new MemberCharts(app, 'edge-1', member);
    const ids = app.node
      .findAll()
      .filter(Chart.isChart)
      .map(({ node }) => node.id);
    expect([...ids].sort()[0]).toBe(namespace?.node.id);
    expect(monitor).toBeDefined();
  });

  it('are without what reads it where no hub does', () => {
    const { access, monitor } = new MemberCharts(Testing.app(), 'alone', { monitor: monitorOf() });
    expect(access).toBeUndefined();
    expect(monitor?.prometheus.server.url).toBe(
      'http://monitor-prometheus-server.monitoring.svc:80/prometheus',
    );
  });

  it('are only what reads it where it has a Prometheus', () => {
    const app = Testing.app();
    new MemberCharts(app, 'edge-1', { reader: member.reader });
    expect(objects(app).map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding']);
  });
});

it('a JSON patch has the last word: on where pods run, and on fields newer than the types', () => {
  const tolerations = [{ key: 'edge', operator: 'Exists' as const }];
  const chart = Testing.chart();
  const server = serverOf({ ...PLACE, tolerations, storage: '1Gi' });
  const { statefulSet, service } = new PrometheusServer(chart, 'server', {
    server,
    config: CONFIG,
  });
  const pod = '/spec/template/spec';
  statefulSet.addJsonPatch(
    JsonPatch.add(`${pod}/tolerations/-`, { key: 'spot', operator: 'Exists' }),
    JsonPatch.add(`${pod}/resources`, { limits: { memory: '4Gi' } }),
  );
  service.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
  const made = Testing.synth(chart);
  const one = (kind: string) => made.find((object) => object.kind === kind);
  expect(one('StatefulSet').spec.template.spec).toMatchObject({
    tolerations: [tolerations[0], { key: 'spot', operator: 'Exists' }],
    resources: { limits: { memory: '4Gi' } },
  });
  expect(one('Service').spec.trafficDistribution).toBe('PreferClose');
});

it('the patches of a fleet are refused, as they would be missing', () => {
  const app = Testing.app();
  const patch = 'metadata: { annotations: { team: batch } }';
  const patches = [{ target: { kind: 'Service' }, patch }];
  const fleet = fleetOf({
    hub: { cluster: 'hub', patches },
    clusters: [{ name: 'a', server: 'https://192.0.2.1', patches }],
  });
  new HubCharts(app, 'hub', fleet);
  for (const member of fleet.members) new MemberCharts(app, member.name, member);
  const message =
    'patches: are not applied in an app, found some in the fleet, take them out and use addJsonPatch';
  expect(() => app.synth()).toThrow(
    `Validation failed with the following errors:\n  [hub] ${message}\n  [a] ${message}`,
  );
});

it('the charts of a hub are those of its fleet', () => {
  const app = Testing.app();
  const { server, grafana, drillDown } = new HubCharts(app, 'hub', fleetOf('fleet.yaml'));
  expect(server.prometheus.server.service.name).toBe('hub-prometheus-server');
  expect([grafana !== undefined, drillDown]).toEqual([true, undefined]);
});

describe('a construct in a chart of a user', () => {
  it('says what others need of it', () => {
    const chart = Testing.chart();
    const server = new PrometheusServer(chart, 'server', {
      server: serverOf(PLACE),
      config: CONFIG,
    });
    const gateway = new Pushgateway(chart, 'gateway', {
      workload: exporterOf('pushgateway', PLACE),
      scraper: server.selector,
    });
    expect(gateway).toMatchObject({ namespace: 'batch', port: 9091, podPort: 9091 });
    expect(gateway.url).toBe('http://prometheus-pushgateway.batch.svc:9091');
    const [found] = Testing.synth(chart).filter(({ kind }) => kind === 'ConfigMap');
    expect(found).toMatchObject({ metadata: { name: server.configMap }, data: CONFIG });
  });

  it('has its objects patched', () => {
    const chart = Testing.chart();
    const workload = exporterOf('pushgateway', PLACE);
    const { deployment } = new Pushgateway(chart, 'gateway', { workload, scraper: {} });
    deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'low'));
    const [found] = Testing.synth(chart).filter(({ kind }) => kind === 'Deployment');
    expect(found.spec.template.spec.priorityClassName).toBe('low');
  });
});

describe('what is wrong', () => {
  const error = (make: () => unknown) => {
    try {
      make();
    } catch (thrown) {
      return thrown as Error;
    }
    throw new Error('nothing is wrong');
  };

  it('with settings is said with their paths, all of it', () => {
    const refused = error(() => monitorOf({ namespace: 'A b', retention: '1 day' }));
    expect(refused).toBeInstanceOf(FleetError);
    expect(refused.message.split('\n')).toEqual([
      'the fleet is refused:',
      'settings: clusters[0] (monitor).monitor.namespace: not a DNS label, found "A b", write at most 63 of a-z, 0-9 and -, such as eks-eu-1',
      'settings: clusters[0] (monitor).monitor.retention: not a duration, found "1 day", write 1d',
    ]);
  });

  it.each([
    ['replicas: -1', { replicas: -1 }, 'replicas: not a number of pods, found -1, write 0 or more'],
    [
      'retention: 1y2',
      { retention: '1y2' },
      'retention: not a duration, found "1y2", write a number with a unit, such as 15s or 1m30s',
    ],
    ['port: 0', { port: 0 }, 'port: not a port, found 0, write one from 1 to 65535'],
    [
      'storage: 5 apples',
      { storage: '5 apples' },
      'storage: not a quantity, found "5 apples", write a number with a unit, such as 50Gi or 250m',
    ],
    [
      'selector: {}',
      { selector: {} },
      'selector: selects the pods of others, found no labels, write at least one',
    ],
    [
      'selector: { app: x }',
      { selector: { app: 'x' } },
      'selector: does not select its own pods, found app=x, which labels have not, write app into both',
    ],
    ['image: a b', { image: 'a b' }, 'image: not an image, found "a b", write registry/name:tag'],
    [
      'routePrefix: prometheus/',
      { routePrefix: 'prometheus/' },
      'routePrefix: not a path, found "prometheus/", write one such as /prometheus, or nothing',
    ],
    [
      'labels: { team: a b }',
      { labels: { ...serverOf(PLACE).labels, team: 'a b' } },
      'labels.team: not the value of a Kubernetes label, found "a b", write at most 63 of letters, digits, -, _ and ., such as allowed',
    ],
    [
      'limits of 1 core',
      { resources: { limits: { cpu: '1 core' } } },
      'resources.limits.cpu: not a quantity, found "1 core", write a number with a unit, such as 50Gi or 250m',
    ],
  ])('with props is said by synthesis: %s', (_, wrong, message) => {
    const app = Testing.app();
    const server = { ...serverOf(PLACE), ...wrong };
    new PrometheusServer(new Chart(app, 'chart'), 'server', { server });
    expect(error(() => app.synth()).message).toBe(
      `Validation failed with the following errors:\n  [chart/server] ${message}`,
    );
  });

  it('with a configuration is said by synthesis', () => {
    const app = Testing.app();
    const server = serverOf(PLACE);
    const config = { 'Prometheus.yml': '', 'a/b': '' };
    new PrometheusServer(new Chart(app, 'chart'), 'server', { server, config });
    expect(
      error(() => app.synth())
        .message.split('\n')
        .slice(1),
    ).toEqual([
      '  [chart/server] config: Prometheus does not start without prometheus.yml, found Prometheus.yml, a/b, add it',
      '  [chart/server/config] files: not the key of a ConfigMap, found "a/b", write a file name such as prometheus.yml',
    ]);
  });

  it('and is no error is a warning of the process, about what was written only', () => {
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    monitorOf();
    expect(warned.mock.calls).toEqual([]);
    fleetOf({
      hub: { cluster: 'hub' },
      clusters: [{ name: 'a', server: 'https://192.0.2.1', tls: { insecureSkipVerify: true } }],
    });
    expect(warned.mock.calls.map(([line]) => String(line)).join()).toContain('insecureSkipVerify');
    warned.mockRestore();
  });
});
