import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helmTemplate } from './helm';
import type { ChartName, Parity } from './parity';

const HUB = { cluster: 'home' };
const ONE = { name: 'one', server: 'https://192.0.2.1' };

interface Refusal {
  readonly chart: ChartName;
  readonly values: object;
  /** What Helm says, among other things. */
  readonly says: string;
}

const hub = (values: object, says: string): Refusal => ({ chart: 'promfleet-hub', values, says });
const ofMonitor = (values: object, says: string): Refusal => ({
  chart: 'promfleet-monitor',
  values: { name: 'one', hub: HUB, ...values },
  says,
});
const members = (...clusters: object[]) => ({ hub: HUB, clusters });

/** Values that are refused, by what is wrong with them. */
export const REFUSALS: Readonly<Record<string, Refusal>> = {
  'no hub': hub(
    { clusters: [ONE] },
    "hub: missing key `cluster`, write it: the hub's own name in labels",
  ),
  'no members': hub({ hub: HUB }, 'clusters: the list is empty, found [], write at least 1 entry'),
  'two clusters of one name': hub(
    members(ONE, { ...ONE, server: 'https://192.0.2.2' }),
    'clusters[1] (one).name: the name "one" is taken by clusters[0], write another',
  ),
  'a group that is none': hub(
    { ...members({ ...ONE, group: 'egde' }), groups: { edge: {}, lab: {} } },
    'clusters[0] (one).group: no group has this name, found "egde", groups are edge, lab',
  ),
  'a group of a monitor': ofMonitor({ group: 'edge' }, "additional properties 'group' not allowed"),
  'a server that is not https': hub(
    members({ ...ONE, server: 'http://192.0.2.1' }),
    'clusters[0] (one).server: an API server is read over https only, found "http://192.0.2.1", write "https://192.0.2.1"',
  ),
  'a server that is no URL': hub(
    members({ ...ONE, server: '192.0.2.1:6443' }),
    'clusters[0] (one).server: not a URL, found "192.0.2.1:6443", write "https://192.0.2.1:6443"',
  ),
  'a cluster without a server': hub(
    members({ name: 'one' }),
    "at '/clusters/0': missing property 'server'",
  ),
  'an existing Prometheus of which nobody says what it has': hub(
    members({
      ...ONE,
      monitor: { existing: { service: 'prometheus', namespace: 'obs', port: 9090 } },
    }),
    'clusters[0] (one).monitor.existing: no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs',
  ),
  'a request that may take longer than its interval': hub(
    members({ ...ONE, federation: { timeout: '1m' } }),
    'clusters[0] (one).federation.timeout: longer than the interval, found 1m with an interval of 15s, write at most 15s',
  ),
  "a job of the user's that may": hub(
    {
      ...members(ONE),
      hub: { ...HUB, scrapeConfigs: [{ job_name: 'x', scrape_timeout: '31s' }] },
    },
    'hub.scrapeConfigs[0].scrape_timeout: longer than the interval, found 31s with an interval of 30s, write at most 30s',
  ),
  'a scrape that may': ofMonitor(
    { monitor: { scrapeInterval: '5s', scrapeTimeout: '6s' } },
    'monitor.scrapeTimeout: longer than the interval, found 6s with an interval of 5s, write at most 5s',
  ),
  'a door without a login': hub(
    { ...members(ONE), hub: { ...HUB, ingress: { host: 'p.example.com', tls: {} } } },
    'hub.ingress: Prometheus has no login, so that whoever comes has all, found no `hub.login`, write one',
  ),
  'a login without TLS': hub(
    {
      ...members(ONE),
      hub: { ...HUB, ingress: { host: 'p.example.com' }, login: { htpasswd: { secret: 'l' } } },
    },
    'hub.ingress: missing key `tls`, write it',
  ),
  'a login for everyone who has an account': hub(
    {
      ...members(ONE),
      hub: { ...HUB, login: { oidc: { secret: 'l', issuerUrl: 'https://l.example.com' } } },
    },
    'hub.login.oidc: missing key `emailDomains`, write it, or allowedGroups',
  ),
  'two ways to log in': hub(
    {
      ...members(ONE),
      hub: {
        ...HUB,
        login: {
          oidc: { secret: 'l', issuerUrl: 'https://l.example.com', allowedGroups: ['a'] },
          htpasswd: { secret: 'l' },
        },
      },
    },
    'hub.login: one way to log in, found both, write oidc or htpasswd',
  ),
  'a variable that promfleet sets': hub(
    {
      ...members(ONE),
      hub: { ...HUB, grafana: { env: [{ name: 'GF_SECURITY_ADMIN_PASSWORD', value: 'x' }] } },
    },
    'hub.grafana.env[0].name: promfleet sets this variable, found GF_SECURITY_ADMIN_PASSWORD, leave it out',
  ),
  'a secret in line': hub(
    {
      ...members(ONE),
      hub: { ...HUB, grafana: { env: [{ name: 'GF_SMTP_PASSWORD', value: 'x' }] } },
    },
    'hub.grafana.env[0]: a secret does not belong in the fleet file, found one in GF_SMTP_PASSWORD',
  ),
  'an unknown key': hub(
    members({ ...ONE, tls: { insecureskipverify: true } }),
    "additional properties 'insecureskipverify' not allowed",
  ),
  'patches, which charts do not take': hub(
    { ...members(ONE), patches: [] },
    "additional properties 'patches' not allowed",
  ),
  'an image without a digest, where digests are asked for': hub(
    { ...members(ONE), images: { requireDigest: true } },
    'no digest, found quay.io/prometheus/prometheus',
  ),
  'a cluster without a name': ofMonitor(
    { name: undefined },
    'missing key `name`, write it: name of the cluster: unique, its job name and the value of its cluster label',
  ),
  'a number in quotes': ofMonitor(
    { monitor: { replicas: '2' } },
    "at '/monitor/replicas': got string, want integer",
  ),
  'a duration without a unit': ofMonitor(
    { monitor: { retention: '15' } },
    "at '/monitor/retention': '15' does not match pattern",
  ),
  'a name of capitals': ofMonitor({ name: 'One' }, "at '/name': 'One' does not match pattern"),
  'rules for a scrape job that there is not': ofMonitor(
    { monitor: { metricRelabelings: { cadvisor: [] } } },
    'monitor.metricRelabelings: rules for a job that there is not, found "cadvisor"',
  ),
  'a flag that promfleet sets': ofMonitor(
    { monitor: { exporters: { nodeExporter: { args: ['--path.rootfs=/'] } } } },
    'monitor.exporters.nodeExporter.args: promfleet sets this flag itself, found "--path.rootfs=/", leave it out',
  ),
  'both lists of kube-state-metrics': ofMonitor(
    {
      monitor: {
        exporters: { kubeStateMetrics: { metricAllowlist: ['a'], metricDenylist: ['b'] } },
      },
    },
    'kube-state-metrics takes one of the two lists, found metricDenylist beside metricAllowlist',
  ),
  'an exporter that there is not': ofMonitor(
    { monitor: { windowsExporter: true } },
    "additional properties 'windowsExporter' not allowed",
  ),
};

/** What is wrong with how values are refused: they are not, in other words, or half rendered. */
export async function misrefusal({ chart, values, says }: Refusal, parity: Parity) {
  const path = join(parity.directory, 'refused.json');
  writeFileSync(path, JSON.stringify(values));
  const outcome = await helmTemplate(parity.helm, parity.chartAt(chart), path).then(
    () => 'nothing, and renders it',
    ({ stdout, stderr }: { stdout: string; stderr: string }) =>
      stdout === '' ? stderr : `something, and prints ${stdout.length} characters`,
  );
  return outcome.includes(says) ? undefined : `expected "${says}", Helm says ${outcome}`;
}
