import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';

/** Defaults that stay, and why. */
const KEPT = [
  // No image here has a digest.
  'images.requireDigest',
  // The Secrets that are there are those of one layout.
  'hub.statestoreLayout',
  // Its Service would have another address once it is back.
  'hub.alertmanager.enabled',
  // The hub and its members have to change it together, and one of them keeps its version.
  'defaults.monitor.federateOnly',
  'monitor.federateOnly',
];

/** Other texts that a default may be, by the last part of its key. */
const TEXTS: Readonly<Record<string, string>> = {
  adminSecret: 'another-admin',
  bodySizeLimit: '32MB',
  clusterLabel: 'k8s_cluster',
  interval: '10s',
  namespace: 'elsewhere',
  release: 'another',
  retention: '10d',
  scrapeInterval: '10s',
  statestore: '/srv/statestore',
  type: 'serviceAccountToken',
};

/** Other lists, by their keys. */
const LISTS: Readonly<Record<string, readonly unknown[]>> = {
  'defaults.federation.detail': ['up'],
  'federation.detail': ['up'],
  'defaults.monitor.exporters.nodeExporter.args': ['--collector.processes'],
  'monitor.exporters.nodeExporter.args': ['--collector.processes'],
  'defaults.monitor.exporters.kubeStateMetrics.metricAllowlist': [],
  'monitor.exporters.kubeStateMetrics.metricAllowlist': [],
  'defaults.monitor.exporters.kubeStateMetrics.metricDenylist': ['^kube_lease_'],
  'monitor.exporters.kubeStateMetrics.metricDenylist': ['^kube_lease_'],
  'defaults.monitor.exporters.kubeStateMetrics.args': ['--v=1'],
  'monitor.exporters.kubeStateMetrics.args': ['--v=1'],
  clusters: [{ name: 'nobody', server: 'https://192.0.2.1' }],
  extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'next-version' } }],
};

const RESOURCES = { requests: { cpu: '50m', memory: '256Mi' } };

/** Defaults that the first version has in its templates. */
const DERIVED: Readonly<Record<string, object>> = {
  'promfleet-hub': { hub: { resources: RESOURCES, evaluationInterval: '20s' } },
  'promfleet-monitor': { monitor: { resources: RESOURCES, scrapeTimeout: '4s' } },
};

/** Makes version 0.2.0 of a chart in its directory, with every default changed. */
export function makeNextVersion(directory: string): void {
  const chart = path.join(directory, 'Chart.yaml');
  const version = fs.readFileSync(chart, 'utf8').replace(/^version: .+$/m, 'version: 0.2.0');
  fs.writeFileSync(chart, version);
  const values = path.join(directory, 'values.yaml');
  const changed = changedValue('', parse(fs.readFileSync(values, 'utf8')));
  const derived = DERIVED[path.basename(directory)] ?? {};
  fs.writeFileSync(values, stringify(merged(changed as Tree, derived as Tree)));
}

type Tree = Readonly<Record<string, unknown>>;

function changedValue(at: string, value: unknown): unknown {
  if (KEPT.includes(at)) return value;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return LISTS[at] ?? someOf(at, value);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, one]) => [key, changedValue(at === '' ? key : `${at}.${key}`, one)]),
    );
  }
  const other = TEXTS[at.split('.').at(-1) ?? ''];
  if (other === undefined || other === value) throw new Error(`${at} has no other default here`);
  return other;
}

function someOf(at: string, list: readonly unknown[]): unknown[] {
  if (list.length === 0) throw new Error(`${at} has no other default here`);
  return list.slice(1);
}

function merged(under: Tree, over: Tree): Tree {
  const changed = Object.entries(over).map(([key, value]) => {
    const old = under[key];
    const both = typeof old === 'object' && typeof value === 'object';
    return [key, both ? merged(old as Tree, value as Tree) : value];
  });
  return { ...under, ...Object.fromEntries(changed) };
}
