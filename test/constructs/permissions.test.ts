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

it.each(['secrets', 'configmaps'])('nothing in a member may list %s', (resource) => {
  const roles = objects.filter(({ kind }) => kind === 'ClusterRole');
  expect(roles.length).toBeGreaterThan(1);
  expect(JSON.stringify(roles)).not.toContain(`"${resource}"`);
  const args = JSON.stringify(objects.filter(({ kind }) => kind === 'Deployment'));
  expect(args).not.toMatch(new RegExp(`[=,]${resource}[,"]`));
});
