import { fleetFile, type Manifest, rendered } from '../fleet';

const objects = rendered(fleetFile())['clusters/one/monitor.k8s.yaml'] ?? [];
const rules = (name: string): Manifest[] =>
  objects.find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === name)?.rules;

it('discovery lists and watches, and gets nothing but metrics', () => {
  const got = rules('monitor-prometheus-server')
    .filter(({ verbs }) => verbs.includes('get'))
    .map(({ resources, nonResourceURLs }) => [...(resources ?? nonResourceURLs)]);
  expect(got).toEqual([['nodes/metrics'], ['/metrics']]);
});

it("Prometheus reaches no cloud's metadata service, and node-exporter its node's address only", () => {
  const policy = objects.find(
    ({ kind, metadata }) =>
      kind === 'NetworkPolicy' && metadata.name === 'monitor-prometheus-server',
  );
  const [anywhere, ...byPort] = policy?.spec.egress ?? [];
  const blocks = anywhere.to.flatMap(({ ipBlock }: Manifest) => ipBlock?.except ?? []);
  expect(blocks).toEqual(['169.254.0.0/16', 'fe80::/10']);
  expect(byPort.every(({ ports }: Manifest) => ports.length > 0)).toBe(true);
  const daemon = objects.find(({ kind }) => kind === 'DaemonSet');
  const [{ args }] = daemon?.spec.template.spec.containers ?? [];
  expect(args).toContain('--web.listen-address=[$(HOST_IP)]:9100');
});

it.each(['secrets', 'configmaps'])('nothing in a member may list %s', (resource) => {
  const roles = objects.filter(({ kind }) => kind === 'ClusterRole');
  expect(roles.length).toBeGreaterThan(1);
  expect(JSON.stringify(roles)).not.toContain(`"${resource}"`);
  const args = JSON.stringify(objects.filter(({ kind }) => kind === 'Deployment'));
  expect(args).not.toMatch(new RegExp(`[=,]${resource}[,"]`));
});
