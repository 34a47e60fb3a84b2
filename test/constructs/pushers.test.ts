import { fleetFile, type Manifest, rendered } from '../fleet';

const SCRAPER = { app: 'prometheus', component: 'prometheus-server', release: 'monitor' };
const ALLOWED = { matchLabels: { push: 'allowed' } };

/** Who may connect to the pods of a component, by port. */
function letIn(component: string, monitor = ''): Record<string, Manifest[]> {
  const cluster = `monitor: { statsdExporter: true, ${monitor} }`;
  const objects = rendered(fleetFile({ cluster }))['clusters/one/monitor.k8s.yaml'] ?? [];
  const policy = objects.find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.labels.component === component,
  );
  const rules: Manifest[] = policy?.spec.ingress;
  return Object.fromEntries(rules.map(({ from, ports }) => [ports[0].port, from]));
}

const PUSH = `pushNamespaces: ${JSON.stringify(ALLOWED)}`;

test('pods of every namespace may push unless told otherwise', () => {
  const anybody = [{ namespaceSelector: {} }];
  expect(letIn('pushgateway')).toEqual({ 9091: anybody });
  expect(letIn('statsd-exporter')).toMatchObject({ 9125: anybody });
});

test('pods of the selected namespaces alone may push, and Prometheus still scrapes', () => {
  const scraper = { podSelector: { matchLabels: SCRAPER } };
  const chosen = { namespaceSelector: ALLOWED };
  expect(letIn('pushgateway', PUSH)).toEqual({ 9091: [chosen, scraper] });
  expect(letIn('statsd-exporter', PUSH)).toEqual({ 9102: [scraper], 9125: [chosen] });
});
