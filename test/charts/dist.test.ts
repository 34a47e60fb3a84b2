import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { loadFleet } from '../../synth/load';
import { renderFleet } from '../../synth/render-fleet';

const { fleet } = loadFleet('fleet.yaml');
const files = new Map<string, string>();
if (fleet) renderFleet(fleet, { onFile: ({ path, text }) => files.set(path, text) });

it('the shipped fleet has a cluster of every sort', () =>
  expect([...files.keys()].sort()).toEqual([
    'clusters/eks-eu-1/00-namespace.k8s.yaml',
    'clusters/eks-eu-1/Kustomization',
    'clusters/eks-eu-1/access.k8s.yaml',
    'clusters/eks-eu-1/monitor.k8s.yaml',
    'clusters/eks-eu-1/prometheus-config.k8s.yaml',
    'clusters/eks-eu-1/prometheus-rules.k8s.yaml',
    'clusters/eks-eu-1/rollout.k8s.yaml',
    'clusters/lab/00-namespace.k8s.yaml',
    'clusters/lab/Kustomization',
    'clusters/lab/access.k8s.yaml',
    'clusters/lab/monitor.k8s.yaml',
    'clusters/lab/prometheus-config.k8s.yaml',
    'clusters/lab/prometheus-rules.k8s.yaml',
    'clusters/lab/rollout.k8s.yaml',
    'clusters/payments/Kustomization',
    'clusters/payments/access.k8s.yaml',
    'clusters/sfpdcluster14/Kustomization',
    'clusters/sfpdcluster14/access.k8s.yaml',
    'clusters/sfpdcluster14/monitor.k8s.yaml',
    'clusters/sfpdcluster14/prometheus-config.k8s.yaml',
    'clusters/sfpdcluster14/prometheus-rules.k8s.yaml',
    'clusters/sfpdcluster14/rollout.k8s.yaml',
    'hub/00-namespace.k8s.yaml',
    'hub/Kustomization',
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

it.each(['eks-eu-1', 'lab', 'sfpdcluster14'])(
  'the last file of %s has the digest of the others, as sha256sum says, and the hub expects it',
  (cluster) => {
    const sums = (names: string[]) => execFileSync('sha256sum', names, { cwd, encoding: 'utf8' });
    const cwd = `dist/clusters/${cluster}`;
    const names = readdirSync(cwd)
      .filter((name) => name.endsWith('.k8s.yaml'))
      .sort();
    const last = names.pop() ?? '';
    expect(last).toBe('rollout.k8s.yaml');
    const digest = createHash('sha256').update(sums(names)).digest('hex').slice(0, 16);
    expect(readFileSync(`${cwd}/${last}`, 'utf8')).toContain(`digest: "${digest}"\n`);
    expect(readFileSync('dist/hub/inventory.k8s.yaml', 'utf8')).toContain(
      `cluster: "${cluster}"\n              promfleet_job: inventory\n              digest: "${digest}"\n`,
    );
  },
);

it('nothing secret is in it', () => {
  for (const text of files.values()) {
    expect(text).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE|password:|stringData/);
  }
});
