import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-immutable-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const HUB = 'storage: 50Gi, grafana: { storage: 2Gi }';

const fleet = (hub = HUB, monitor = 'storage: 20Gi') => `
hub: { cluster: control-plane, ${hub} }
clusters:
  - name: one
    server: https://one.example.com
    auth: { type: serviceAccountToken }
    monitor: { ${monitor} }
`;

/** Runs `promfleet synth`; gives what it says below its summary. */
async function synth(text: string, ...options: string[]) {
  const file = join(directory, 'fleet.yaml');
  writeFileSync(file, text);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (chunk: string) => {
      written[name] += chunk.replaceAll(`${directory}/`, '');
    },
  });
  const code = await run(['synth', '--fleet', file, '--out', join(directory, 'dist'), ...options], {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: {},
  });
  return { code, ...written };
}

/** Makes a file of `dist/` one that an earlier promfleet may have written. */
function edit(path: string, from: string, to: string) {
  const file = join(directory, 'dist', path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}

const ORPHAN = 'delete it with --cascade=orphan and apply, see Volumes in docs/upgrade.md';
const DELETE = 'delete it and apply, see What cannot be changed in docs/upgrade.md';
const hubServer = (found: string) =>
  `dist/hub/hub.k8s.yaml: warning: StatefulSet monitoring/hub-prometheus-server: kubectl apply will be refused, found ${found}, ${ORPHAN}\n`;

describe('promfleet synth, when kubectl apply will be refused', () => {
  it.each([
    [
      'a volume that was none',
      ['grafana: { storage: 2Gi }', HUB],
      hubServer('spec.volumeClaimTemplates added'),
    ],
    [
      'a volume that is no more',
      [HUB, 'grafana: { storage: 2Gi }'],
      hubServer('spec.volumeClaimTemplates removed'),
    ],
    [
      'a larger volume',
      [HUB, HUB.replace('50Gi', '100Gi')],
      hubServer(
        'spec.volumeClaimTemplates.0.spec.resources.requests.storage changed from 50Gi to 100Gi',
      ),
    ],
    [
      'another StorageClass',
      ['storage: 50Gi, storageClass: slow', 'storage: 50Gi, storageClass: fast'],
      hubServer('spec.volumeClaimTemplates.0.spec.storageClassName changed from slow to fast'),
    ],
    [
      'a smaller volume of Grafana, and another class',
      [HUB, 'storage: 50Gi, grafana: { storage: 1Gi, storageClass: fast }'],
      `dist/hub/grafana.k8s.yaml: warning: PersistentVolumeClaim monitoring/hub-grafana: kubectl apply will be refused, found spec.storageClassName added and spec.resources.requests.storage changed from 2Gi to 1Gi, ${DELETE}\n`,
    ],
  ])('says so of %s', async (_what, [before, after], line) => {
    await synth(fleet(before));
    const { code, stderr } = await synth(fleet(after));
    expect({ code, stderr: stderr.replace(/^fleet.yaml.*\n/, '') }).toEqual({
      code: 0,
      stderr: line,
    });
  });

  it.each([
    [
      'serviceName and podManagementPolicy of a StatefulSet',
      'clusters/one/monitor.k8s.yaml',
      [
        ['  serviceName: monitor-prometheus-server-headless\n', '  serviceName: prometheus\n'],
        ['  podManagementPolicy: Parallel\n', ''],
      ],
      `StatefulSet monitoring/monitor-prometheus-server: kubectl apply will be refused, found spec.serviceName changed from prometheus to monitor-prometheus-server-headless and spec.podManagementPolicy added, ${ORPHAN}`,
    ],
    [
      'the selector of a Deployment',
      'hub/grafana.k8s.yaml',
      [['    matchLabels:\n', '    matchLabels:\n      tier: web\n']],
      `Deployment monitoring/hub-grafana: kubectl apply will be refused, found spec.selector.matchLabels.tier removed, ${DELETE}`,
    ],
    [
      'the selector of a DaemonSet',
      'clusters/one/monitor.k8s.yaml',
      [
        [
          '    matchLabels:\n      app: prometheus\n      component: node-exporter\n      release: monitor\n',
          '    matchLabels:\n      app: node-exporter\n',
        ],
      ],
      `DaemonSet monitoring/monitor-node-exporter: kubectl apply will be refused, found spec.selector.matchLabels.app changed from node-exporter to prometheus, spec.selector.matchLabels.component added and 1 more, ${DELETE}`,
    ],
    [
      'the role of a RoleBinding',
      'clusters/one/access.k8s.yaml',
      [['  kind: Role\n  name: ', '  kind: Role\n  name: old-']],
      `RoleBinding monitoring/monitor-federation-reader: kubectl apply will be refused, found roleRef.name changed from old-monitor-federation-reader to monitor-federation-reader, ${DELETE}`,
    ],
    [
      'the type of a Secret',
      'clusters/one/access.k8s.yaml',
      [['type: kubernetes.io/service-account-token\n', 'type: Opaque\n']],
      `Secret monitoring/monitor-federation-reader-token: kubectl apply will be refused, found type changed from Opaque to kubernetes.io/service-account-token, ${DELETE}`,
    ],
  ])('says so of %s that an earlier version wrote', async (_what, path, edits, line) => {
    await synth(fleet());
    for (const [from = '', to = ''] of edits) edit(path, from, to);
    expect((await synth(fleet())).stderr).toBe(`dist/${path}: warning: ${line}\n`);
  });

  it('has it with --output json, too', async () => {
    await synth(fleet('grafana: { storage: 2Gi }'));
    const { stdout, stderr } = await synth(fleet(), '--output', 'json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      immutable: [
        {
          file: 'hub/hub.k8s.yaml',
          object: 'StatefulSet monitoring/hub-prometheus-server',
          changes: ['spec.volumeClaimTemplates added'],
        },
      ],
    });
  });

  it('prints twenty lines, and the number of those that are left', async () => {
    const members = Array.from(
      { length: 22 },
      (_, number) => `
  - { name: m${number}, server: 'https://m${number}.example.com' }`,
    );
    const text = (storage: string) =>
      `hub: { cluster: c, storage: 1Gi }\ndefaults: { monitor: { ${storage} } }\nclusters:${members.join('')}\n`;
    await synth(text(''));
    const lines = (await synth(text('storage: 1Gi'))).stderr.trim().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 2 more that will be refused, all of them with --output json');
  });

  it('writes all the same with --strict: it is no fault of the fleet file', async () => {
    await synth(fleet());
    const { code, stdout } = await synth(fleet(HUB.replace('50Gi', '60Gi')), '--strict');
    expect(code).toBe(0);
    expect(stdout).toContain('2 written');
  });
});

describe('promfleet synth has nothing to say', () => {
  it.each([
    ['of a first synthesis', undefined, fleet()],
    ['where nothing changed', fleet(), fleet()],
    ['of a larger volume of Grafana', fleet(), fleet(HUB.replace('2Gi', '3Gi'))],
    ['of retention, replicas and labels', fleet(), fleet(`${HUB}, retention: 1d, replicas: 2`)],
    [
      'of a new release: its objects are others',
      fleet(),
      fleet(HUB, 'storage: 20Gi, release: new'),
    ],
    [
      'of what is no more',
      fleet(),
      fleet('storage: 50Gi, grafana: { enabled: false }', 'storage: 20Gi, nodeExporter: false'),
    ],
  ])('%s', async (_what, before, after) => {
    if (before) await synth(before);
    expect(await synth(after)).toMatchObject({ code: 0, stderr: '' });
  });

  it('of what was recorded of an earlier version, which can be upgraded in place', async () => {
    cpSync('test/e2e/previous', join(directory, 'dist'), { recursive: true });
    const { stdout, stderr } = await synth(readFileSync('test/e2e/previous/fleet.yaml', 'utf8'));
    expect(stdout).not.toContain(' 0 written');
    expect(stderr).toBe('');
  });

  it('of what is the same in other words, or is not YAML', async () => {
    await synth(fleet());
    edit('hub/hub.k8s.yaml', 'storage: 50Gi', 'storage: "50Gi"');
    edit('hub/grafana.k8s.yaml', '    matchLabels:\n', '    matchLabels: {{\n');
    expect((await synth(fleet())).stderr).toBe('');
  });
});
