import { readFileSync } from 'node:fs';
import { loadFleet } from '../../synth/load';
import { renderFleet } from '../../synth/render-fleet';

const { fleet } = loadFleet('fleet.yaml');
const files = new Map<string, string>();
if (fleet) renderFleet(fleet, { onFile: ({ path, text }) => files.set(path, text) });

it('the shipped fleet has a cluster of every sort', () =>
  expect([...files.keys()].sort()).toEqual([
    'clusters/eks-eu-1/00-namespace.k8s.yaml',
    'clusters/eks-eu-1/access.k8s.yaml',
    'clusters/eks-eu-1/monitor.k8s.yaml',
    'clusters/eks-eu-1/prometheus-config.k8s.yaml',
    'clusters/eks-eu-1/prometheus-rules.k8s.yaml',
    'clusters/lab/00-namespace.k8s.yaml',
    'clusters/lab/access.k8s.yaml',
    'clusters/lab/monitor.k8s.yaml',
    'clusters/lab/prometheus-config.k8s.yaml',
    'clusters/lab/prometheus-rules.k8s.yaml',
    'clusters/payments/access.k8s.yaml',
    'clusters/sfpdcluster14/access.k8s.yaml',
    'clusters/sfpdcluster14/monitor.k8s.yaml',
    'clusters/sfpdcluster14/prometheus-config.k8s.yaml',
    'clusters/sfpdcluster14/prometheus-rules.k8s.yaml',
    'hub/00-namespace.k8s.yaml',
    'hub/alertmanager.k8s.yaml',
    'hub/dashboards.k8s.yaml',
    'hub/federation.k8s.yaml',
    'hub/grafana.k8s.yaml',
    'hub/hub.k8s.yaml',
    'hub/inventory.k8s.yaml',
    'hub/prometheus-config.k8s.yaml',
  ]));

it.each([...files])('dist/%s is what it renders', (path, text) =>
  expect(text).toBe(readFileSync(`dist/${path}`, 'utf8')),
);

it('nothing secret is in it', () => {
  for (const text of files.values()) {
    expect(text).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE|password:|stringData/);
  }
});
