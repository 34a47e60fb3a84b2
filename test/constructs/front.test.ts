import { MONITOR_PROMETHEUS } from '../../model/components/prometheus';
import { fleetFile, type Manifest, rendered } from '../fleet';

const DRILLED = 'federation: { drillDown: true },';

/** What is rendered for a member with a front. */
function guarded(monitor = '', more = '') {
  const cluster = `${more} monitor: { federateOnly: true, ${monitor} }`;
  const files = rendered(fleetFile({ cluster }));
  const monitorObjects = files['clusters/one/monitor.k8s.yaml'] ?? [];
  const named = (kind: string): Manifest =>
    monitorObjects.find(
      (object) => object.kind === kind && object.metadata.name === 'monitor-prometheus-server',
    );
  const containers: Manifest[] = named('StatefulSet').spec.template.spec.containers;
  const role = files['clusters/one/access.k8s.yaml']?.find(({ kind }) => kind === 'Role');
  const front = containers.find(({ name }) => name === 'kube-rbac-proxy');
  if (!front || !role) throw new Error('nothing stands in front of it');
  const { ingress } = named('NetworkPolicy')?.spec ?? {};
  return { files, front, containers, service: named('Service'), ingress, rules: role.rules };
}

const opened = ({ args }: Manifest) =>
  args.filter((arg: string) => arg.startsWith('--ignore-paths=') || arg.startsWith('--allow'));

describe('what stands in front of a Prometheus', () => {
  it('lets through what is federated, and remote reads where the hub makes them', () => {
    expect(opened(guarded().front)).toEqual(['--ignore-paths=/prometheus/federate']);
    expect(opened(guarded('', DRILLED).front)).toEqual([
      '--ignore-paths=/prometheus/federate',
      '--ignore-paths=/prometheus/api/v1/read',
    ]);
  });

  it('is asked by the hub, with the very name that the Role has', () => {
    const { files, rules } = guarded('', DRILLED);
    const name = 'https:monitor-prometheus-server:443';
    expect(rules).toEqual([
      expect.objectContaining({ resourceNames: [name], verbs: ['get', 'create'] }),
    ]);
    const asked = (file: string) => JSON.stringify(files[`hub/${file}.k8s.yaml`]);
    expect(asked('federation')).toContain(`/services/${name}/proxy/prometheus/federate`);
    expect(asked('drill-down')).toContain(`/services/${name}/proxy/prometheus/api/v1/read`);
    expect(asked('federation') + asked('drill-down')).not.toContain('server:80/');
  });

  it('is what its port of the Service leads to, and the other port to Prometheus', () => {
    const { service, containers } = guarded();
    const leads = service.spec.ports.map(({ port, targetPort }: Manifest) => [
      port,
      containers.find(({ ports }) => ports.some(({ name }: Manifest) => name === targetPort))?.name,
    ]);
    expect(leads).toEqual([
      [80, 'prometheus'],
      [443, 'kube-rbac-proxy'],
    ]);
  });

  it('leads to the port that Prometheus listens on', () =>
    expect(guarded().front.args).toContain(
      `--upstream=http://127.0.0.1:${MONITOR_PROMETHEUS.port}/`,
    ));

  it('has its image from where all come from', () => {
    const { image } = guarded('imageRegistry: registry.internal').front;
    expect(image).toMatch(/^registry\.internal\/brancz\/kube-rbac-proxy:v\d/);
  });

  it('is where proxied requests are let in to; pods still reach Prometheus', () =>
    expect(guarded().ingress).toEqual([
      { ports: [{ port: 9443, protocol: 'TCP' }] },
      { from: [{ namespaceSelector: {} }], ports: [{ port: 9090, protocol: 'TCP' }] },
    ]));

  it('is all that known API servers reach, and nobody else reaches anything', () =>
    expect(guarded('apiServerCidrs: [10.0.0.0/28]').ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ port: 9443, protocol: 'TCP' }] },
    ]));
});

it('without federateOnly there is nothing of it', () =>
  expect(JSON.stringify(rendered(fleetFile({ cluster: DRILLED.slice(0, -1) })))).not.toMatch(
    /kube-rbac-proxy|https:monitor/,
  ));
