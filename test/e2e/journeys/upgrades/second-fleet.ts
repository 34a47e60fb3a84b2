import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Cluster } from '../../harness/cluster';
import { obtainCredentials, secret } from '../../harness/credentials';
import { synth } from '../../harness/fleet-file';
import { HUB_SERVER } from '../../harness/hub';
import { getRaw, kubectl, kubectlJson, put } from '../../harness/kubectl';
import { readManifests } from '../../harness/manifests';
import { PortForward } from '../../harness/port-forward';
import { Prometheus } from '../../harness/prometheus';
import type { Stand } from '../../harness/stand';
import { deployedImage, namespaceObject } from '../../harness/workload';
import { until } from '../../local';

const RECORDED = path.join(__dirname, '../../../../../test/e2e/previous');
/** Where it is on both clusters. */
export const SECOND_NAMESPACE = 'previous';
/** What the fleet file calls the member. */
const MEMBER = 'member';
const SERIES = `up{promfleet_job="federation", cluster="${MEMBER}"}`;

/** A small fleet beside that of the suite: a hub of its own, and a second monitor in a member. */
export class SecondFleet {
  /** Holds its fleet file and its `dist/`. */
  readonly directory: string;
  readonly hub: Cluster;
  readonly member: Cluster;
  private readonly replica: Prometheus;

  constructor(
    private readonly stand: Stand,
    member: string,
  ) {
    this.directory = path.join(stand.context.workDir, 'second');
    this.hub = stand.context.hub;
    this.member = stand.member(member);
    const resource = `pod/${HUB_SERVER}-0`;
    const destination = { namespace: SECOND_NAMESPACE, resource, port: 9090 };
    const forward = new PortForward(this.hub, destination);
    const fetch = async (urlPath: string) => (await forward.request('GET', urlPath)).body;
    this.replica = new Prometheus('the second hub', fetch);
  }

  /** Puts what an earlier promfleet wrote into `dist/`. */
  useRecorded(): void {
    const dist = path.join(this.directory, 'dist');
    fs.rmSync(dist, { recursive: true, force: true });
    for (const part of ['hub', `clusters/${MEMBER}`]) {
      fs.mkdirSync(path.join(dist, part), { recursive: true });
      for (const file of fs.readdirSync(path.join(RECORDED, part))) {
        const text = fs.readFileSync(path.join(RECORDED, part, file), 'utf8');
        fs.writeFileSync(path.join(dist, part, file), this.here(text));
      }
    }
  }

  /** Renders the same fleet file with the promfleet of today; gives what it says. */
  synth(release?: string): Promise<string> {
    const text = this.here(fs.readFileSync(path.join(RECORDED, 'fleet.yaml'), 'utf8'));
    const renamed = release ? text.replace(/release: .+/, `release: ${release}`) : text;
    return synth(renamed, this.directory);
  }

  /** Applies the member's directory, and gives the hub what it then wants to see. */
  async applyMember(): Promise<void> {
    const manifests = readManifests(this.memberDir);
    await this.apply(this.member, this.memberDir);
    await this.rolledOut(this.member, this.memberDir);
    const credentials = await obtainCredentials(this.member, manifests);
    const given = secret(SECOND_NAMESPACE, `federation-${MEMBER}`, credentials);
    await put(this.hub, namespaceObject(SECOND_NAMESPACE), given);
  }

  /** Applies the hub's directory. */
  async applyHub(): Promise<void> {
    const dir = path.join(this.directory, 'dist/hub');
    await this.apply(this.hub, dir);
    await this.rolledOut(this.hub, dir);
  }

  /** Waits until the hub has read the member after now; gives the times of all it has of it. */
  async scraped(): Promise<number[]> {
    // Asked of the hub, whose clock it is.
    const from = await until('the second hub to answer', () => this.replica.now());
    return until('the second hub to read its member', async () => {
      const good = await this.samples();
      return good.filter((time) => time > from).length > 1 && good;
    });
  }

  /** The times at which the hub has read the member. */
  async samples(): Promise<number[]> {
    const points = (await this.replica.history(SERIES, 900)).flatMap((series) => series.points);
    const good = points.filter(([, value]) => value === 1);
    return good.map(([time]) => time).sort((a, b) => a - b);
  }

  /** The times of what a release's own Prometheus has of itself. */
  async atHome(release: string): Promise<number[]> {
    const service = `services/${release}-prometheus-server:80`;
    const proxy = `/api/v1/namespaces/${SECOND_NAMESPACE}/${service}/proxy/prometheus`;
    const fetch = (urlPath: string) => getRaw(this.member, proxy + urlPath);
    const monitor = new Prometheus(`the monitor ${release}`, fetch);
    return until(`the monitor ${release} to have scraped itself`, async () => {
      const series = await monitor.history('up{job="prometheus"}', 900);
      const times = series.flatMap(({ points }) => points.map(([time]) => time));
      return times.length > 0 && times.sort((a, b) => a - b);
    });
  }

  /** Says which pod and process the hub is: equal as long as it does not restart. */
  async incarnation(): Promise<string> {
    const args = ['get', 'pod', `${HUB_SERVER}-0`, '-n', SECOND_NAMESPACE];
    const { metadata, status } = await kubectlJson<Pod>(this.hub, args);
    return `${metadata.uid} restarted ${status.containerStatuses?.[0]?.restartCount} times`;
  }

  /** Names of the objects of a release in the member's namespace, without the claims. */
  async objects(release: string): Promise<string[]> {
    const kinds = 'statefulset,deployment,service,serviceaccount,configmap,role,networkpolicy';
    const { stdout } = await kubectl(this.member, [
      ...['get', `${kinds},rolebinding,clusterrole,clusterrolebinding`, '-o', 'name'],
      ...['-n', SECOND_NAMESPACE, '-l', `app.kubernetes.io/part-of=promfleet,release=${release}`],
    ]);
    return stdout.split('\n').filter((line) => line !== '');
  }

  async claims(): Promise<string[]> {
    const args = ['get', 'pvc', '-n', SECOND_NAMESPACE];
    const { items } = await kubectlJson<{ items: { metadata: { name: string } }[] }>(
      this.member,
      args,
    );
    return items.map(({ metadata }) => metadata.name);
  }

  /** Removes it from both clusters, in its own time. */
  async remove(): Promise<void> {
    await kubectl(this.member, [
      ...['delete', 'clusterrole,clusterrolebinding'],
      ...['-l', 'app.kubernetes.io/part-of=promfleet,release in (older,newer)'],
    ]);
    const namespace = ['delete', 'namespace', SECOND_NAMESPACE, '--wait=false'];
    await Promise.all([this.hub, this.member].map((cluster) => kubectl(cluster, namespace)));
  }

  private get memberDir(): string {
    return path.join(this.directory, 'dist/clusters', MEMBER);
  }

  private async apply(cluster: Cluster, dir: string): Promise<void> {
    await kubectl(cluster, ['apply', '--server-side', '--validate=strict', '-f', dir]);
  }

  private async rolledOut(cluster: Cluster, dir: string): Promise<void> {
    const workloads = readManifests(dir).filter(({ spec }) => spec?.template !== undefined);
    for (const { kind, metadata } of workloads) {
      const args = ['-n', SECOND_NAMESPACE, 'rollout', 'status', `${kind}/${metadata.name}`];
      await kubectl(cluster, [...args, '--timeout=120s'], { timeoutMs: 130_000 });
    }
  }

  /** What was recorded is for no cluster of these, and clusters here have the images of today. */
  private here(text: string): string {
    const { host } = new URL(this.member.server);
    const images = this.stand.manifests(this.member.name);
    return text
      .replaceAll('member.invalid:6443', host)
      .replace(/image: \S+\/(\S+?):\S+/g, (_, name) => `image: ${deployedImage(images, name)}`);
  }
}

interface Pod {
  readonly metadata: { uid: string };
  readonly status: { containerStatuses?: { restartCount: number }[] };
}
