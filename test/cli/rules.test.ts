import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { OWN_RULES_FILE } from '../../prometheus/files';
import { MEMBER_GROUPS, promfleetRules } from '../../prometheus/rules/member';
import { existingSources } from '../../prometheus/rules/member/sources';
import { fleetFile, rendered } from '../fleet';
import { itWithPromtool, runPromtool } from '../promtool';
import { onFleet } from './on-fleet';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-rules-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A fleet file with a member `one` whose Prometheus has these jobs. */
const existing = (jobs: string, more = '') =>
  fleetFile({
    hub: 'storage: 1Gi',
    cluster: `${more}monitor: { existing: { service: kps, namespace: observability, port: web${jobs && `, jobs: [${jobs}]`} } }`,
  });

const rules = (text: string, ...argv: string[]) => onFleet(directory, text, 'rules', ...argv);

const OBJECT = ['--format', 'prometheus-rule'];
const ALL = 'apiserver, coredns, kube-scheduler, kube-state-metrics, kubelet, node-exporter';
const EVERYTHING = existing(`${ALL}, kps-prometheus, prometheus-pushgateway`);

it('of a monitor they are what dist/ has', async () => {
  const text = fleetFile({ hub: 'storage: 1Gi' });
  const configMaps = Object.values(rendered(text)).flat();
  const deployed = configMaps.find(({ data }) => data?.[OWN_RULES_FILE])?.data[OWN_RULES_FILE];
  expect(deployed).toContain('alert: NodeFilesystemAlmostFull');
  expect(await rules(text, 'one')).toEqual({ code: 0, stdout: deployed, stderr: '' });
});

it('of a Prometheus that is there they go by its jobs, and have the settings of the alerts', async () => {
  const text = existing(
    'node_exporter',
    'alerts: { NodeFilesystemAlmostFull: { threshold: 0.25 } }, ',
  );
  const { code, stdout } = await rules(text, 'one');
  expect(code).toBe(0);
  expect(parse(stdout)).toEqual(
    promfleetRules(existingSources({ jobs: ['node_exporter'] }), {
      NodeFilesystemAlmostFull: { threshold: 0.25 },
    }),
  );
  expect(stdout).toContain('node_filesystem_avail_bytes{job="node_exporter"');
  expect(stdout).toContain('< 0.25');
});

itWithPromtool('are a file that Prometheus reads', async () => {
  const { stdout } = await rules(EVERYTHING, 'one');
  const { ok, output } = runPromtool(['check', 'rules', 'rules.yml'], { 'rules.yml': stdout });
  if (!ok) throw new Error(output);
});

it('are an object of the Prometheus Operator, beside its Service unless said otherwise', async () => {
  const { groups } = parse((await rules(EVERYTHING, 'one')).stdout);
  expect(groups.length).toBeGreaterThan(0);
  const [apiVersion, kind] = ['monitoring.coreos.com/v1', 'PrometheusRule'];
  expect(parse((await rules(EVERYTHING, 'one', ...OBJECT)).stdout)).toEqual({
    apiVersion,
    kind,
    metadata: { name: 'promfleet', namespace: 'observability' },
    spec: { groups },
  });
  const labels = ['--label', 'role=rules', 'app.kubernetes.io/part-of=a', '--label', 'empty='];
  const named = ['--name', 'fleet', '--namespace', 'elsewhere', ...labels];
  expect(parse((await rules(EVERYTHING, 'one', ...OBJECT, ...named)).stdout)).toEqual({
    apiVersion,
    kind,
    metadata: {
      name: 'fleet',
      namespace: 'elsewhere',
      labels: { 'app.kubernetes.io/part-of': 'a', empty: '', role: 'rules' },
    },
    spec: { groups },
  });
});

describe('what is left out is said', () => {
  const groups = MEMBER_GROUPS.filter(({ needs }) => needs.includes('nodeExporter'));
  const names = groups.map(({ name }) => name).join(', ');

  it('nothing, where every job is there', async () =>
    expect((await rules(EVERYTHING, 'one')).stderr).toBe(''));

  it('with the names by which a job is looked for', async () => {
    const { code, stdout, stderr } = await rules(existing('kubelet'), 'one');
    expect(code).toBe(0);
    expect(stderr).toContain(
      `left out, as monitor.existing.jobs has no node[-_]exporter and no kubernetes-service-endpoints: ${names}\n`,
    );
    expect(stdout).not.toContain('node_filesystem');
  });

  it('with the exporter that a monitor goes without', async () => {
    const text = fleetFile({ hub: 'storage: 1Gi', cluster: 'monitor: { nodeExporter: false }' });
    const { stderr } = await rules(text, 'one');
    expect(stderr).toContain(`left out, as monitor.nodeExporter is off: ${names}\n`);
  });

  it('with the selector without which their alerts do not reach the hub', async () => {
    const match = (selector: string) =>
      existing(`${ALL}, prometheus, pushgateway`, `federation: { match: ['${selector}'] }, `);
    const { stderr } = await rules(match('{job="kubelet"}'), 'one');
    const selector = '{promfleet="federate", alertstate!="pending", __name__!="ALERTS_FOR_STATE"}';
    expect(stderr).toBe(
      `the hub asks one for what federation.match says: add ${selector} for it to have the alerts of these rules\n`,
    );
    expect((await rules(match(selector), 'one')).stderr).toBe('');
  });
});

it.each<[string, string[], string]>([
  [
    'a cluster by another name',
    ['ones'],
    'the fleet file has no cluster of this name, found "ones", did you mean one?',
  ],
  [
    'a cluster like no other',
    ['prod'],
    'the fleet file has no cluster of this name, found "prod", write one of its clusters',
  ],
  ['a name for a file', ['one', '--name', 'x'], '--name belongs to --format prometheus-rule'],
  ['a label of a file', ['one', '--label', 'a=b'], '--label belongs to --format prometheus-rule'],
  [
    'a name in capitals',
    ['one', ...OBJECT, '--name', 'X'],
    '--name: not an object name, found "X", write a-z, 0-9, - and ., such as lab-reader',
  ],
  [
    'a namespace with a dot',
    ['one', ...OBJECT, '--namespace', 'a.b'],
    '--namespace: not a DNS label, found "a.b", write at most 63 of a-z, 0-9 and -, such as eks-eu-1',
  ],
  [
    'a label without a value',
    ['one', ...OBJECT, '--label', 'release'],
    '--label: no label, found "release", write key=value, such as release=prometheus',
  ],
  [
    'a label without a key',
    ['one', ...OBJECT, '--label', '=a'],
    '--label: not the key of a Kubernetes label, found "", write one such as topology.kubernetes.io/zone',
  ],
  [
    'a label of two words',
    ['one', ...OBJECT, '--label', 'a=b c'],
    '--label: not the value of a Kubernetes label, found "b c", write at most 63 of letters, digits, -, _ and ., such as allowed',
  ],
  [
    'a label twice',
    ['one', ...OBJECT, '--label', 'a=b', '--label', 'a=c'],
    '--label: a is given twice, write it once',
  ],
])('refuses %s', async (_what, argv, message) => {
  expect(await rules(EVERYTHING, ...argv)).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: ${message}\n`,
  });
});

it('wants a cluster, and one alone', async () => {
  const { code, stderr } = await rules(EVERYTHING, ...OBJECT, '--label', 'a=b', 'one');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "error: missing required argument 'cluster'\n(promfleet --help says more)\n",
  });
  expect((await rules(EVERYTHING, 'one', 'two')).code).toBe(2);
});

it('makes none for a Prometheus whose jobs nobody lists', async () =>
  expect(await rules(existing('', `federation: { match: ['{job="a"}'] }, `), 'one')).toEqual({
    code: 1,
    stdout: '',
    stderr: [
      'fleet.yaml:3:111: clusters[0] (one).monitor.existing: no rules can be made for "one", found no jobs, list the jobs of this Prometheus under jobs',
      '1 problem\n',
    ].join('\n'),
  }));

it('makes none of a fleet file that is wrong', async () => {
  const { code, stderr } = await rules(fleetFile({ hub: 'replicas: 0' }), 'one');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/hub\.replicas: .*\n1 problem\n$/),
  });
});
