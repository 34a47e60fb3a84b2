import { fleetFile, resolved, resolvedMember, resolvedProblems } from '../fleet';

describe('defaults', () => {
  it('go under every cluster, whose own settings win key by key', () => {
    const { job, monitor } = resolvedMember(
      fleetFile({
        defaults:
          'labels: { environment: production, team: a }, federation: { interval: 1m, timeout: 20s }, monitor: { retention: 48h, pushgateway: false }',
        cluster: 'labels: { team: b }, federation: { timeout: 30s }, monitor: { retention: 6h }',
      }),
    );
    expect(job).toMatchObject({
      labels: { environment: 'production', team: 'b' },
      interval: '1m',
      timeout: '30s',
    });
    expect(monitor).toMatchObject({ server: { retention: '6h' } });
    expect(monitor?.exporters.pushgateway).toBeUndefined();
  });

  it('of lists are replaced, but extra scrape configs, rules and federation add up', () => {
    const scrape = (name: string) =>
      `scrapeConfigs: [{ job_name: ${name}, static_configs: [{ targets: ['a:1'] }] }]`;
    const rule = (name: string) =>
      `rules: [{ name: ${name}, rules: [{ record: 'up:${name}', expr: up }] }]`;
    const { monitor, job } = resolvedMember(
      fleetFile({
        defaults: `federation: { match: ['{job="prometheus"}'] }, monitor: { ${scrape('fleet')}, ${rule('fleet')} }`,
        cluster: `federation: { match: ['{job="kubernetes-pods"}'] }, monitor: { ${scrape('own')}, ${rule('own')} }`,
      }),
    );
    expect(job.match).toEqual(['{job="kubernetes-pods"}']);
    expect(monitor?.scrapeConfigs.map(({ job_name }) => job_name)).toEqual(['fleet', 'own']);
    expect(monitor?.rules.map(({ name }) => name)).toEqual(['fleet', 'own']);
  });
});

it('what clusters are set up alike with is one object, so that it is rendered once', () => {
  const { members } = resolved(`
hub: { cluster: home }
defaults: { monitor: { retention: 48h } }
clusters:
  - { name: a, server: 'https://a' }
  - { name: b, server: 'https://b', monitor: { retention: 6h } }
  - { name: c, server: 'https://c', labels: { provider: aws } }
`);
  const [a, b, c] = members.map(({ monitor }) => monitor);
  expect(c?.server).toBe(a?.server);
  expect(c?.exporters).toBe(a?.exporters);
  expect(b?.server).not.toBe(a?.server);
});

describe('what is left out', () => {
  it('of a member is what DESIGN.md promises', () => {
    const { job, monitor } = resolvedMember(fleetFile());
    expect(job).toMatchObject({
      interval: '15s',
      timeout: '7s',
      sampleLimit: 100000,
      bodySizeLimit: '64MB',
      insecureSkipVerify: false,
    });
    expect(monitor).toMatchObject({
      server: { namespace: 'monitoring', release: 'monitor', retention: '24h', replicas: 1 },
      externalLabels: { cluster: 'one' },
      exporters: { pushgateway: {}, nodeExporter: {}, kubeStateMetrics: {} },
    });
  });

  it('of the hub is its namespace and its release', () =>
    expect(resolved(fleetFile()).hub.server).toMatchObject({
      name: 'hub-prometheus-server',
      namespace: 'monitoring',
      release: 'hub',
    }));

  it('shortens timeouts to an interval that is shorter', () => {
    const { job, monitor } = resolvedMember(
      fleetFile({ cluster: 'federation: { interval: 5s }, monitor: { scrapeInterval: 4s }' }),
    );
    expect([job.timeout, monitor?.scrapeTimeout]).toEqual(['5s', '4s']);
  });
});

describe('images', () => {
  const images = (hub: string, top = '') => {
    const { members, hub: resolvedHub } = resolved(`${top}\n${fleetFile({ hub })}`);
    return [resolvedHub.server.image, members[0]?.monitor?.exporters.pushgateway?.image];
  };

  it('come from upstream, in versions promfleet was tested with', () =>
    expect(images('')).toEqual([
      'quay.io/prometheus/prometheus:v3.14.0',
      'quay.io/prometheus/pushgateway:v1.11.3',
    ]));

  it("come from a mirror of one's own", () =>
    expect(images('imageRegistry: registry.internal')).toEqual([
      'registry.internal/prometheus/prometheus:v3.14.0',
      'registry.internal/prometheus/pushgateway:v1.11.3',
    ]));

  it('can be pinned and replaced one by one', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(
      images(
        'imageRegistry: registry.internal',
        `images: { prometheus: { digest: '${digest}' }, pushgateway: { repository: mine.test/push, tag: v9 } }`,
      ),
    ).toEqual([`registry.internal/prometheus/prometheus:v3.14.0@${digest}`, 'mine.test/push:v9']);
  });
});

describe('problems that only show once defaults are merged', () => {
  it('are found at the setting, wherever it stands', () => {
    expect(
      resolvedProblems(
        fleetFile({
          defaults: 'federation: { timeout: 20s }',
          cluster: 'federation: { interval: 10s }',
        }),
      ),
    ).toEqual([
      'defaults.federation.timeout: longer than the interval, found 20s with an interval of 10s, write at most 10s',
    ]);
  });

  it('a match that names a job the member does not have', () => {
    const [problem] = resolvedProblems(
      fleetFile({
        cluster: `federation: { match: ['{job="node_exporter"}'] }, monitor: { nodeExporter: false }`,
      }),
    );
    expect(problem).toContain(
      'clusters[0].federation.match[0]: names a job that "one" does not have, found "node_exporter"',
    );
  });

  it('but not one for series that are pushed, when their job is listed', () =>
    expect(
      resolvedProblems(
        fleetFile({
          cluster: `federation: { match: ['{job="batch"}'] }, monitor: { jobs: [batch] }`,
        }),
      ),
    ).toEqual([]));

  it('a cluster named like a job of the hub', () =>
    expect(resolvedProblems(fleetFile().replace('name: one', 'name: prometheus'))).toEqual([
      'clusters[0].name: the hub has a scrape job of this name, found "prometheus", use another name',
    ]));
});
