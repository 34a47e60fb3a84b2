import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Cluster } from '../../harness/cluster';
import { documented, follow } from '../../harness/documented';
import { HUB_SERVER, MEMBER_SERVER } from '../../harness/hub';
import { getRaw, kubectl, kubectlJson } from '../../harness/kubectl';
import { PortForward } from '../../harness/port-forward';
import { Prometheus } from '../../harness/prometheus';
import type { Stand } from '../../harness/stand';
import { until } from '../../local';

/** The charts of this checkout. */
const CHARTS = path.join(__dirname, '../../../../../helm');
/** Where the releases are on every cluster. */
export const RELEASES_NAMESPACE = 'helm';
/** The release of the monitors: what it has for a whole cluster bears this name. */
export const MONITOR = 'watch';
/** The release of the hub. */
export const HUB = 'hub';

/** The members, as docs/helm.md calls them. */
export type Member = 'payments' | 'search';

/** The fleet of docs/helm.md, beside that of the suite. */
export class ChartedFleet {
  /** Holds the charts and the values, as the checkout does for who follows the page. */
  readonly directory: string;
  readonly hub: Cluster;
  /** The hub's Prometheus. */
  readonly server: Prometheus;
  private readonly words: Readonly<Record<string, string>>;

  constructor(
    stand: Stand,
    private readonly members: Readonly<Record<Member, Cluster>>,
  ) {
    this.directory = path.join(stand.context.workDir, 'helm-page');
    this.hub = stand.context.hub;
    const resource = `pod/${HUB_SERVER}-0`;
    const destination = { namespace: RELEASES_NAMESPACE, resource, port: 9090 };
    const forward = new PortForward(this.hub, destination);
    const fetch = async (urlPath: string) => (await forward.request('GET', urlPath)).body;
    this.server = new Prometheus('the hub of the chart', fetch);
    this.words = wordsHere(members, stand.context.selfSignedKubelets);
  }

  member(name: Member): Cluster {
    return this.members[name];
  }

  /** The first replica of a member's Prometheus. */
  monitor(name: Member): Prometheus {
    const pod = `${MEMBER_SERVER.replace('monitor', MONITOR)}-0`;
    const proxy = `/api/v1/namespaces/${RELEASES_NAMESPACE}/pods/${pod}:9090/proxy/prometheus`;
    return new Prometheus(name, (urlPath) => getRaw(this.member(name), proxy + urlPath));
  }

  /** Removes all of it from every cluster, also what a run that failed has left. */
  async clear(): Promise<void> {
    const clusters = [this.hub, ...Object.values(this.members)];
    await Promise.all(
      clusters.map(async (cluster) => {
        const part = `app.kubernetes.io/part-of=promfleet,release=${MONITOR}`;
        await kubectl(cluster, ['delete', 'clusterrole,clusterrolebinding', '-l', part]);
        const namespace = ['delete', 'namespace', RELEASES_NAMESPACE, '--ignore-not-found'];
        await kubectl(cluster, namespace, { timeoutMs: 120_000 });
      }),
    );
  }

  /** Puts the charts where the page's commands look for them. */
  checkOut(): void {
    fs.cpSync(CHARTS, path.join(this.directory, 'helm'), { recursive: true });
  }

  /** Runs the commands of a block of the page, as somebody would who follows it. */
  follow(heading: string, block: number): Promise<string> {
    return this.run(commands(heading, block));
  }

  /** Runs commands in the page's words. */
  run(text: string): Promise<string> {
    const { directory, words } = this;
    const contexts = { 'control-plane': this.hub, ...this.members };
    return follow(text, { directory, contexts, words });
  }

  /** Changes a file of values. */
  edit(file: string, written: string, meant: string): void {
    const at = path.join(this.directory, file);
    const text = fs.readFileSync(at, 'utf8');
    if (!text.includes(written)) throw new Error(`${file} has no ${written}`);
    fs.writeFileSync(at, text.replace(written, meant));
  }

  /** Waits until the documented query says that a member is read. */
  async said(member: Member): Promise<void> {
    const up = new RegExp(`cluster="${member}", .*=> 1 @`);
    await until(
      `the documented query to say that ${member} is read`,
      async () => up.test(await this.follow('A hub and a member', 4)),
      { timeoutMs: 180_000, everyMs: 1000 },
    );
  }

  /** Waits until the hub, as it runs now, has read its members, which this label tells apart. */
  async reads(label: string, members: readonly Member[]): Promise<void> {
    await until(`the hub of the chart to read ${members.join(' and ')}`, async () => {
      const targets = await this.server.targets();
      const up = targets.filter(({ health, labels }) => health === 'up' && label in labels);
      return members.every((member) => up.some(({ labels }) => labels[label] === member));
    });
  }

  /** Says which pods and containers there are: equal as long as nothing restarts. */
  async pods(cluster: Cluster): Promise<string[]> {
    const args = ['get', 'pods', '-n', RELEASES_NAMESPACE];
    const { items } = await kubectlJson<{ items: Pod[] }>(cluster, args);
    return items.map(({ metadata, status }) => {
      const restarts = status.containerStatuses?.map(({ restartCount }) => restartCount);
      return `${metadata.name} ${metadata.uid} restarted ${restarts} times`;
    });
  }

  /** Those of them that are Prometheus. */
  async servers(cluster: Cluster): Promise<string[]> {
    return (await this.pods(cluster)).filter((pod) => /^\S+-prometheus-server-\d+ /.test(pod));
  }
}

/** A block of commands of docs/helm.md. */
export function commands(heading: string, block: number): string {
  const text = documented(heading, 'helm.md')[block];
  if (text === undefined) throw new Error(`docs/helm.md has no block ${block} below ${heading}`);
  return text;
}

/** What is called otherwise here, as the suite's own fleet has the names, and is small. */
function wordsHere(members: Readonly<Record<Member, Cluster>>, insecureSkipVerify: boolean) {
  const kubelet = `kubelet: { insecureSkipVerify: ${insecureSkipVerify} }`;
  const place = `monitor: { release: ${MONITOR}, namespace: ${RELEASES_NAMESPACE} }`;
  return {
    'namespace monitoring': `namespace ${RELEASES_NAMESPACE}`,
    ' monitor helm/': ` ${MONITOR} helm/`,
    ' monitor --kube-context': ` ${MONITOR} --kube-context`,
    'monitor-federation-reader': `${MONITOR}-federation-reader`,
    'release=monitor': `release=${MONITOR}`,
    'https://payments.example.com:6443': members.payments.server,
    'https://search.example.com:6443': members.search.server,
    'monitor: { storage: 20Gi }': `monitor: { storage: 1Gi, ${kubelet} }`,
    // No image of Grafana can be built from modules.
    'storage: 50Gi': 'storage: 1Gi\n  grafana: { enabled: false }',
    'defaults:': `defaults:\n  ${place}`,
    // Its node has given the port to the fleet's own node-exporter.
    '--set name=search': '--set name=search --set monitor.nodeExporter=false',
  };
}

interface Pod {
  readonly metadata: { name: string; uid: string };
  readonly status: { containerStatuses?: { restartCount: number }[] };
}
