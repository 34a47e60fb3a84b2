import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../../../cli/run';
import type { Cluster } from '../../harness/cluster';
import { PUSHED_JOB } from '../../harness/fleet-file';
import { HUB_SERVER, NAMESPACE } from '../../harness/hub';
import { say } from '../../harness/log';
import { PortForward } from '../../harness/port-forward';
import { Pushgateway } from '../../harness/pushgateway';
import { until } from '../../local';
import type { AccessFleet } from '../access/access-fleet';

const VOLUMES = 'kubelets say nothing of volumes that are directories of a node';
const CERTIFICATES = 'these kubelets were given their certificates, and do not renew them';

/** Panels that never have anything to show of these clusters, and why that is right. */
const NOTHING_TO_SHOW: Readonly<Record<string, string>> = {
  'promfleet-cluster: Fullest volumes': VOLUMES,
  'promfleet-nodes: Client certificates': CERTIFICATES,
  'promfleet-nodes: Serving certificates': CERTIFICATES,
  'promfleet-workloads: Fullest volumes': VOLUMES,
  'promfleet-workloads: Quotas': 'there are no quotas',
  'promfleet-workloads: Autoscalers at their limit': 'there are no autoscalers',
};

/** Panels of what has just happened or is not as it should be, and so of nothing where all is well. */
const TROUBLE: readonly string[] = [
  'promfleet-fleet: Clusters that were not always up',
  'promfleet-fleet: Unhealthy workloads by cluster',
  'promfleet-cluster: Claims without a volume',
  'promfleet-cluster: Firing now',
  'promfleet-nodes: Conditions that nodes had',
  'promfleet-nodes: Packets lost',
  'promfleet-nodes: Start of pods',
  'promfleet-workloads: Waiting containers by reason',
  'promfleet-workloads: Restarts',
  'promfleet-federation: Failed requests',
  'promfleet-federation: Alerts about requests to members',
  'promfleet-alerts: Not told of, in an hour',
  'promfleet-pushgateway: Not always answering',
  'promfleet-pushgateway: Alerts about silent jobs',
];

/** Groups of rules are evaluated for the first time within their interval, some need the results. */
const MOST_MS_TO_RECORD = 6 * 60 * 1000;

interface Preview {
  readonly ok: boolean;
  readonly pages: readonly {
    readonly file: string;
    readonly panels: readonly { readonly title: string; readonly shows: string }[];
  }[];
}

/**
 * Waits until every panel shows data of the hub, but for those that are to show nothing.
 *
 * @param pushed - a member to whose Pushgateway something is pushed for it
 */
export async function everyPanelShowsData(fleet: AccessFleet, pushed: Cluster): Promise<void> {
  const gateway = new Pushgateway(pushed);
  await gateway.push(PUSHED_JOB, 'backup_bytes 7\n');
  gateway.close();
  const destination = { namespace: NAMESPACE, resource: `pod/${HUB_SERVER}-0`, port: 9090 };
  const forward = new PortForward(fleet.hub.cluster, destination);
  try {
    const panels = await until(
      'every panel to show data',
      async () => {
        const all = await shown(fleet, await forward.address());
        const empty = all.flatMap(([panel, shows]) =>
          shows === 'data' || panel in NOTHING_TO_SHOW || TROUBLE.includes(panel) ? [] : [panel],
        );
        if (empty.length > 0) throw new Error(`nothing to show: ${empty.join(', ')}`);
        return all;
      },
      { timeoutMs: MOST_MS_TO_RECORD, everyMs: 10_000 },
    );
    const full = panels.filter(([, shows]) => shows === 'data').map(([panel]) => panel);
    say(`${full.length} of ${panels.length} panels show data`);
    for (const [panel, why] of Object.entries(NOTHING_TO_SHOW)) {
      say(`nothing to show: ${panel}: ${why}`);
      assert.ok(!full.includes(panel), `${panel} shows data after all`);
    }
  } finally {
    forward.close();
  }
}

/** What each panel shows, as `promfleet preview` has it. */
async function shown({ directory }: AccessFleet, url: string): Promise<[string, string][]> {
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) };
  const stderr = { write: (text: string) => process.stderr.write(text) };
  const files = [
    '--fleet',
    path.join(directory, 'fleet.yaml'),
    '--out',
    path.join(directory, 'preview'),
  ];
  const argv = ['preview', ...files, '--prometheus', url, '--range', '5m', '--output', 'json'];
  await run(argv, { stdout, stderr, env: {} });
  fs.writeFileSync(path.join(directory, 'preview.json'), printed);
  const { ok, pages }: Preview = JSON.parse(printed);
  assert.ok(ok, 'a question was not answered');
  return pages.flatMap(({ file, panels }) => {
    // A dashboard of one cluster has a page for each.
    const page = /^promfleet-[a-z]+/.exec(file)?.[0];
    return panels.map(({ title, shows }): [string, string] => [`${page}: ${title}`, shows]);
  });
}
