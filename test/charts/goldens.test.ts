import { stringify } from 'yaml';
import { EXPORTER_KEYS, EXPORTERS } from '../../model/components';
import { fleetFile, type Manifest, rendered } from '../fleet';
import { expectGolden } from '../golden';

const kinds =
  (...names: string[]) =>
  ({ kind }: Manifest) =>
    names.includes(kind);
const component =
  (name: string) =>
  ({ metadata }: Manifest) =>
    metadata.labels.component === name;

const MEMBER = 'clusters/one';
const EXISTING =
  'monitor: { existing: { service: prom, namespace: obs, port: http-web, scheme: https, jobs: [node] } }';

describe('the manifests of a scenario', () => {
  it.each([
    ['access-with-a-client-certificate', '', `${MEMBER}/access`, () => true],
    ['access-with-a-token', 'auth: { type: serviceAccountToken }', `${MEMBER}/access`, () => true],
    [
      'access-with-a-token-that-expires',
      'auth: { type: serviceAccountToken, expiration: 1h }',
      `${MEMBER}/access`,
      () => true,
    ],
    ['access-to-an-existing-prometheus', EXISTING, `${MEMBER}/access`, () => true],
    ['pushgateway', '', `${MEMBER}/monitor`, component('pushgateway')],
    ['node-exporter', '', `${MEMBER}/monitor`, component('node-exporter')],
    ['kube-state-metrics', '', `${MEMBER}/monitor`, component('kube-state-metrics')],
    [
      'statsd-exporter',
      'monitor: { statsdExporter: true }',
      `${MEMBER}/monitor`,
      component('statsd-exporter'),
    ],
    [
      'monitor-server-with-storage-and-replicas',
      'monitor: { replicas: 2, storage: 20Gi, storageClass: fast, resources: { limits: { memory: 2Gi } } }',
      `${MEMBER}/monitor`,
      kinds('StatefulSet', 'PodDisruptionBudget', 'Service', 'ServiceAccount'),
    ],
    [
      'access-to-a-front',
      'monitor: { federateOnly: true }, federation: { drillDown: true }',
      `${MEMBER}/access`,
      () => true,
    ],
    [
      'monitor-server-behind-a-front',
      'monitor: { federateOnly: true }, federation: { drillDown: true }',
      `${MEMBER}/monitor`,
      (object: Manifest) =>
        component('prometheus-server')(object) &&
        kinds('StatefulSet', 'Service', 'NetworkPolicy')(object),
    ],
    [
      'monitor-network-policies-for-known-api-servers',
      'monitor: { apiServerCidrs: [10.0.0.0/28], pushgateway: false, kubeStateMetrics: false }',
      `${MEMBER}/monitor`,
      kinds('NetworkPolicy'),
    ],
    ['monitor-permissions', '', `${MEMBER}/monitor`, kinds('ClusterRole', 'ClusterRoleBinding')],
    ['hub-network-policies', '', 'hub/hub', kinds('NetworkPolicy')],
    ['hub-server', 'auth: { type: serviceAccountToken }', 'hub/hub', kinds('StatefulSet')],
    ['hub-federation-job', '', 'hub/federation', () => true],
    ['hub-alertmanager', '', 'hub/alertmanager', () => true],
    ['hub-grafana', '', 'hub/grafana', () => true],
  ])('%s', (scenario, cluster, file, picked) => {
    const objects = (rendered(fleetFile({ cluster }))[`${file}.k8s.yaml`] ?? []).filter(picked);
    expect(objects).not.toHaveLength(0);
    expectGolden(
      `charts/${scenario}.yaml`,
      objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n'),
    );
  });
});

describe('a monitor', () => {
  const objects = (cluster: string) =>
    rendered(fleetFile({ cluster }))[`${MEMBER}/monitor.k8s.yaml`];

  it.each(EXPORTER_KEYS)('has nothing of an exporter unless %s is true', (key) => {
    const { component } = EXPORTERS[key];
    const has = (on: boolean) =>
      JSON.stringify(objects(`monitor: { ${key}: ${on} }`)).includes(component);
    expect([has(true), has(false)]).toEqual([true, false]);
  });

  it('has no NetworkPolicy when they are switched off', () =>
    expect(objects('monitor: { networkPolicies: false }')?.map(({ kind }) => kind)).not.toContain(
      'NetworkPolicy',
    ));

  it('is not deployed where a Prometheus exists', () =>
    expect(
      Object.keys(rendered(fleetFile({ cluster: EXISTING }))).filter((path) =>
        path.startsWith(MEMBER),
      ),
    ).toEqual([`${MEMBER}/access.k8s.yaml`]));

  it('takes the name of its release everywhere but in the Service that jobs push to', () => {
    const names = objects('monitor: { release: lookout, createNamespace: false }')?.map(
      ({ metadata }) => metadata.name,
    );
    expect(names?.filter((name) => !name.startsWith('lookout-'))).toEqual([
      'prometheus-pushgateway',
    ]);
  });
});

describe('a hub', () => {
  const objects = (release: string) =>
    Object.entries(
      rendered(
        fleetFile({
          hub: `${release} createNamespace: false, replicas: 2, storage: 1Gi, grafana: { storage: 1Gi }`,
          cluster: 'auth: { type: serviceAccountToken }',
        }),
      ),
    ).flatMap(([path, objects]) => (path.startsWith('hub/') ? objects : []));
  const usual = objects('');
  const named = objects('release: lookout,');

  it('takes the name of its release everywhere', () => {
    expect(named.filter(({ metadata }) => !metadata.name.startsWith('lookout-'))).toEqual([]);
    for (const { metadata } of usual) expect(JSON.stringify(named)).not.toContain(metadata.name);
    expect(JSON.stringify(named)).not.toContain('"hub"');
  });

  it('is otherwise the same under any release', () =>
    expect(JSON.parse(JSON.stringify(named).replaceAll('lookout', 'hub'))).toEqual(usual));
});

it('a hub whose members share the statestore mounts 32 Secrets', () => {
  const files = rendered(fleetFile({ hub: 'statestoreLayout: shared, release: lookout' }));
  const stated = (files['hub/hub.k8s.yaml'] ?? []).filter(kinds('StatefulSet'));
  expectGolden('charts/hub-server-shared.yaml', stated.map((one) => stringify(one)).join(''));
});

describe('a hub with two replicas', () => {
  const files = rendered(
    `images: { prometheus: { tag: v3.14.0-distroless } }\n${fleetFile({
      hub: 'replicas: 2, storage: 1Gi, evaluationInterval: 1m, alertmanager: { replicas: 2, storage: 1Gi, heartbeat: { secret: alive } }',
    })}`,
  );

  it.each([
    ['hub-with-replicas', 'hub/hub', kinds('StatefulSet', 'NetworkPolicy', 'PodDisruptionBudget')],
    ['hub-with-replicas-config', 'hub/prometheus-config', () => true],
    ['hub-with-replicas-alertmanager', 'hub/alertmanager', () => true],
  ])('%s', (scenario, file, picked) => {
    const objects = (files[`${file}.k8s.yaml`] ?? []).filter(picked);
    for (const { data } of objects) if (data) delete data['federation.rules.yml'];
    expectGolden(
      `charts/${scenario}.yaml`,
      objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n'),
    );
  });
});

describe('an image older than the shipped one', () => {
  const args = (tag: string) =>
    rendered(`images: { prometheus: { tag: ${tag} } }\n${fleetFile()}`)['hub/hub.k8s.yaml']?.find(
      kinds('StatefulSet'),
    ).spec.template.spec.containers[0].args;

  it('reloads by itself with the flag that its version knows', () => {
    expect(args('v3.12.0')).toContain('--config.auto-reload');
    expect(args('v3.11.4')).not.toContain('--config.auto-reload');
    expect(args('v3.11.4')).toContain('--enable-feature=auto-reload-config');
  });
});
