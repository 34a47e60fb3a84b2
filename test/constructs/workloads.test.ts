import { fleetFile, type Manifest, rendered } from '../fleet';

/** Everything that can be switched on. */
const files = rendered(
  fleetFile({
    hub: 'replicas: 2, storage: 1Gi, alertmanager: { replicas: 2, storage: 1Gi }, grafana: { storage: 1Gi, storageClass: fast }, login: { htpasswd: { secret: a } }',
    cluster: 'monitor: { replicas: 2, storage: 1Gi, statsdExporter: true }',
  }),
);
const objects = Object.values(files).flat();
const workloads: [string, Manifest][] = objects
  .filter(({ spec }) => spec?.template)
  .map((workload) => [workload.metadata.name, workload]);

const inNamespaceOf = (workload: Manifest, kind: string) =>
  objects.filter(
    (object) =>
      object.kind === kind &&
      object.metadata.namespace === workload.metadata.namespace &&
      object.metadata.labels.release === workload.metadata.labels.release,
  );

describe.each(workloads)('%s', (name, workload) => {
  const pod = workload.spec.template.spec;
  const [container] = pod.containers;
  const port = container.ports.find((one: Manifest) => one.name === 'http').containerPort;

  it('listens where its port is said to be', () => {
    const told = [
      ...(container.args ?? []),
      ...(container.env ?? []).map(({ value }: Manifest) => value),
    ];
    // Not where others find it: a URL says that.
    const own = told.filter((one) => !one?.includes('://'));
    expect(own.filter((one) => new RegExp(`(^|[:=])${port}$`).test(one ?? ''))).toHaveLength(1);
  });

  it('has an account of its own, without a token unless it asks', () => {
    expect(pod.serviceAccountName).toBe(name);
    const accounts = inNamespaceOf(workload, 'ServiceAccount').filter(
      ({ metadata }) => metadata.name === name,
    );
    expect(accounts).toMatchObject([{ automountServiceAccountToken: false }]);
    const users = workloads.filter(
      ([, other]) => other.spec.template.spec.serviceAccountName === name,
    );
    expect(users).toHaveLength(1);
  });

  it('has a Service that selects its pods and leads to its ports', () => {
    const services = inNamespaceOf(workload, 'Service').filter(({ spec }) =>
      Object.entries(spec.selector).every(
        ([key, value]) => workload.spec.template.metadata.labels[key] === value,
      ),
    );
    expect(services.length).toBeGreaterThan(0);
    const ports = container.ports.map((one: Manifest) => one.name);
    for (const { spec } of services) {
      for (const { targetPort } of spec.ports) expect(ports).toContain(targetPort);
    }
  });

  it('says which application it is, and in which version', () => {
    const { labels } = workload.metadata;
    const [, tag = ''] = /:v?([^@]+)/.exec(container.image) ?? [];
    expect(labels).toMatchObject({
      'app.kubernetes.io/name': container.name,
      'app.kubernetes.io/version': tag,
      'app.kubernetes.io/instance': labels.release,
      'app.kubernetes.io/part-of': 'promfleet',
    });
    expect(workload.spec.template.metadata.labels).toEqual(labels);
  });

  it('is selected by what never changes', () =>
    expect(Object.keys(workload.spec.selector.matchLabels)).toEqual([
      'app',
      'component',
      'release',
    ]));
});

it('NetworkPolicies open ports that containers have', () => {
  const ports = workloads.flatMap(([, { spec }]) =>
    spec.template.spec.containers.flatMap((container: Manifest) =>
      container.ports.map(({ containerPort }: Manifest) => containerPort),
    ),
  );
  const opened = objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ spec }) => spec.ingress ?? [])
    .flatMap((rule: Manifest) => rule.ports.map(({ port }: Manifest) => port));
  expect(opened.length).toBeGreaterThan(4);
  for (const port of opened) expect(ports).toContain(port);
});

it("the hub finds Grafana at its Service's port", () => {
  const [config] = files['hub/prometheus-config.k8s.yaml'] ?? [];
  const [, service] = /- ([\w-]+)\.monitoring\.svc:80\n/.exec(config.data['prometheus.yml']) ?? [];
  const found = objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === service,
  );
  expect(found.spec.ports).toMatchObject([{ port: 80, targetPort: 'http' }]);
  expect(service).toBe('hub-grafana');
});

it("Grafana's volume and data source are as told", () => {
  const grafana = files['hub/grafana.k8s.yaml'] ?? [];
  const claim = grafana.find(({ kind }) => kind === 'PersistentVolumeClaim');
  expect(claim.spec.storageClassName).toBe('fast');
  const sources = grafana.find(({ data }) => data?.['prometheus.yaml']);
  expect(sources.data['prometheus.yaml']).toContain('timeInterval: 30s');
});
