import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import type { Cluster } from './cluster';
import type { Context } from './context';

/** Seconds between two scrapes, in members and at the hub alike. */
export const INTERVAL = 5;
/** A job whose series come with what is pushed. */
export const PUSHED_JOB = 'nightly-backup';
/** Samples a member may send. */
export const SAMPLE_LIMIT = 40_000;

/** What is said of a member, in the fleet file's own words. */
type Entry = Readonly<Record<string, unknown>> & { readonly monitor?: object };

/** What a journey changes about a member; of `monitor`, key by key. */
export type Overrides = Readonly<Record<string, Entry>>;

/** The jobs of the original system; the API server's histograms are left where they are. */
const MATCH = [
  '{job="kubernetes-nodes"}',
  '{job="kubernetes-apiservers",__name__!~".+_bucket"}',
  '{job="kubernetes-service-endpoints"}',
  '{job="kubernetes-cadvisor"}',
  '{job="kubernetes-pods"}',
  `{job="${PUSHED_JOB}"}`,
];
const NODE_EXPORTER = '{job="node_exporter"}';
const STATSD_EXPORTER = '{job="statsd_exporter"}';

/** How the clusters of the suite differ, in the order in which they are given. */
const KINDS: readonly Entry[] = [
  {
    auth: { type: 'clientCertificate' },
    federation: { match: [...MATCH, NODE_EXPORTER, STATSD_EXPORTER] },
    monitor: { statsdExporter: true },
  },
  { auth: { type: 'serviceAccountToken' }, federation: { match: [...MATCH, NODE_EXPORTER] } },
  // Without node-exporter all of its namespace meets the restricted standard, the front included.
  { federation: { match: MATCH }, monitor: { nodeExporter: false, federateOnly: true } },
];

/** What a fleet file of the suite has beside its members. */
export interface Besides {
  /** Entries of members that are no clusters of the suite. */
  readonly others?: readonly object[];
  /** Keys of `hub`; those that are undefined are left out. */
  readonly hub?: object;
}

/** The fleet file of the suite, as text. */
export function fleetFile(
  { hub, selfSignedKubelets }: Pick<Context, 'hub' | 'selfSignedKubelets'>,
  members: readonly Cluster[],
  overrides: Overrides,
  besides: Besides = {},
): string {
  return stringify({
    hub: {
      cluster: hub.name,
      // Two, so that one of them always watches while the other is being replaced.
      replicas: 2,
      storage: '1Gi',
      scrapeInterval: `${INTERVAL}s`,
      // No image of Grafana can be built from modules.
      grafana: { enabled: false },
      ...besides.hub,
    },
    defaults: {
      labels: { environment: 'e2e' },
      federation: { interval: `${INTERVAL}s`, timeout: '4s', sampleLimit: SAMPLE_LIMIT },
      monitor: {
        storage: '1Gi',
        scrapeInterval: `${INTERVAL}s`,
        scrapeTimeout: '4s',
        jobs: [PUSHED_JOB],
        // What is pushed has to be able to exceed the hub's limit.
        sampleLimit: 2 * SAMPLE_LIMIT,
        kubelet: { insecureSkipVerify: selfSignedKubelets },
      },
    },
    clusters: [
      ...members.map(({ name, server }, index) => ({
        name,
        server,
        ...KINDS[index],
        ...overrides[name],
        monitor: { ...KINDS[index]?.monitor, ...overrides[name]?.monitor },
      })),
      ...(besides.others ?? []),
    ],
  });
}

/** Renders a fleet file with promfleet's own command; gives what it printed. */
export function synth(text: string, workDir: string): Promise<string> {
  const file = path.join(workDir, 'fleet.yaml');
  fs.mkdirSync(workDir, { recursive: true });
  // At once: others read it meanwhile.
  fs.writeFileSync(`${file}.new`, text);
  fs.renameSync(`${file}.new`, file);
  const command = path.join(__dirname, '../../../cli/bin.js');
  const args = [command, 'synth', '--fleet', file, '--out', path.join(workDir, 'dist')];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      error ? reject(new Error(`promfleet synth: ${stderr || stdout}`)) : resolve(stdout + stderr),
    );
  });
}
