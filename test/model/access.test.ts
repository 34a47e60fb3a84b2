import { fleetFile, only, rendered, resolvedMember } from '../fleet';

describe('the path to a member through its API server', () => {
  const path = (cluster: string) => resolvedMember(fleetFile({ cluster })).job.path;

  it.each([
    [
      'the monitor of promfleet',
      '',
      '/api/v1/namespaces/monitoring/services/monitor-prometheus-server:80/proxy/prometheus/federate',
    ],
    [
      'a monitor with a namespace and a release of its own',
      'monitor: { namespace: default, release: watch }',
      '/api/v1/namespaces/default/services/watch-prometheus-server:80/proxy/prometheus/federate',
    ],
    [
      'an existing Prometheus with a named port and no prefix',
      'monitor: { existing: { service: prom, namespace: obs, port: http-web, jobs: [node] } }',
      '/api/v1/namespaces/obs/services/prom:http-web/proxy/federate',
    ],
    [
      'an existing Prometheus that speaks TLS, with a prefix',
      'monitor: { existing: { service: prom, namespace: obs, port: 9090, scheme: https, prefix: /p, jobs: [node] } }',
      '/api/v1/namespaces/obs/services/https:prom:9090/proxy/p/federate',
    ],
  ])('%s', (_what, cluster, expected) => expect(path(cluster)).toBe(expected));

  it('begins with the path of the server', () => {
    const text = fleetFile().replace(
      'https://192.0.2.1:6443',
      'https://rancher.test/k8s/clusters/c-1/',
    );
    expect(resolvedMember(text).job).toMatchObject({
      target: 'rancher.test:443',
      path: '/k8s/clusters/c-1/api/v1/namespaces/monitoring/services/monitor-prometheus-server:80/proxy/prometheus/federate',
    });
  });

  it.each([
    ['https://192.0.2.1:6443', '192.0.2.1:6443'],
    ['https://api.test', 'api.test:443'],
    ['https://[2001:db8::17]', '[2001:db8::17]:443'],
    ['https://[2001:db8::17]:6443', '[2001:db8::17]:6443'],
  ])('%s is the target %s', (server, target) => {
    const text = fleetFile().replace('https://192.0.2.1:6443', server);
    expect(resolvedMember(text).job.target).toBe(target);
  });
});

describe('the path, the Role and the Service', () => {
  it.each(['', 'monitor: { release: watch, namespace: elsewhere }'])('agree with %s', (cluster) => {
    const text = fleetFile({ cluster });
    const files = rendered(text);
    const [, namespace, resource] =
      /\/namespaces\/([^/]+)\/services\/([^/]+)\/proxy\//.exec(resolvedMember(text).job.path) ?? [];
    const [service, port] = resource?.split(':') ?? [];

    const role = only({ access: files['clusters/one/access.k8s.yaml'] ?? [] }, 'Role');
    expect(role.metadata.namespace).toBe(namespace);
    expect(role.rules).toEqual([
      { apiGroups: [''], resources: ['services/proxy'], resourceNames: [resource], verbs: ['get'] },
    ]);

    const member = { monitor: files['clusters/one/monitor.k8s.yaml'] ?? [] };
    const { metadata, spec } = only(member, 'Service', service);
    expect(metadata.namespace).toBe(namespace);
    expect(spec.ports).toEqual([{ name: 'http', port: Number(port), targetPort: 'http' }]);

    const server = only(member, 'StatefulSet');
    const [container] = server.spec.template.spec.containers;
    expect(server.spec.template.metadata.labels).toMatchObject(spec.selector);
    expect(container.args).toContain('--web.route-prefix=/prometheus');
    const [{ containerPort }] = container.ports;
    const policy = only(member, 'NetworkPolicy', service);
    expect(policy.spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: containerPort }]);
  });
});

describe('the reader', () => {
  const subject = (cluster: string) =>
    only(rendered(fleetFile({ cluster })), 'RoleBinding').subjects;

  it('is a user named after the hub, with a client certificate', () =>
    expect(subject('')).toEqual([
      { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'promfleet:control-plane' },
    ]));

  it('is a ServiceAccount beside the Service, with a token', () =>
    expect(subject('auth: { type: serviceAccountToken }, monitor: { namespace: obs }')).toEqual([
      { kind: 'ServiceAccount', name: 'monitor-federation-reader', namespace: 'obs' },
    ]));

  it('can be named', () => {
    expect(subject('auth: { user: hub-reader }')[0].name).toBe('hub-reader');
    expect(subject('auth: { type: serviceAccountToken, serviceAccount: robot }')[0].name).toBe(
      'robot',
    );
  });

  const secrets = (cluster: string) =>
    (rendered(fleetFile({ cluster }))['clusters/one/access.k8s.yaml'] ?? [])
      .filter(({ kind }) => kind === 'Secret')
      .map(({ metadata, type }) => [metadata.name, type]);

  it('has a token for good in a Secret that the control plane fills', () =>
    expect(secrets('auth: { type: serviceAccountToken, serviceAccount: robot }')).toEqual([
      ['robot-token', 'kubernetes.io/service-account-token'],
    ]));

  it('has no such Secret where its tokens expire', () => {
    const cluster = 'auth: { type: serviceAccountToken, expiration: 1h }';
    expect(secrets(cluster)).toEqual([]);
    expect(only(rendered(fleetFile({ cluster })), 'RoleBinding').subjects[0].name).toBe(
      only(rendered(fleetFile({ cluster })), 'ServiceAccount', 'monitor-federation-reader').metadata
        .name,
    );
  });

  it('may do one thing, in one namespace', () => {
    const files = rendered(fleetFile({ cluster: 'auth: { type: serviceAccountToken }' }));
    const bound = Object.values(files)
      .flat()
      .filter(({ subjects }) => JSON.stringify(subjects ?? []).includes('federation-reader'));
    expect(bound.map(({ kind, roleRef }) => [kind, roleRef.kind])).toEqual([
      ['RoleBinding', 'Role'],
    ]);
  });
});
