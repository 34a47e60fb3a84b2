import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Cluster as LocalCluster, recordedClusters } from '../local';
import type { Cluster } from './cluster';
import type { Context } from './context';
import { type Credentials, obtainCredentials, secret } from './credentials';
import { type Besides, fleetFile, type Overrides, synth } from './fleet-file';
import { Hub, MEMBER_SERVER, NAMESPACE } from './hub';
import { getRaw, kubectl, put } from './kubectl';
import { say } from './log';
import { type Manifest, readManifests } from './manifests';
import { PortForward } from './port-forward';
import { Prometheus } from './prometheus';

/** The fleet under test: its clusters, its fleet file, and what is rendered from it. */
export class Stand {
  readonly hub: Hub;
  /** Whatever the API servers warned about while manifests were applied. */
  readonly warnings: string[] = [];

  constructor(readonly context: Context) {
    this.hub = new Hub(context.hub);
  }

  member(name: string): Cluster {
    const found = this.context.members.find((member) => member.name === name);
    if (found === undefined) throw new Error(`there is no cluster called ${name}`);
    return found;
  }

  /** The Prometheus of a member's monitor, through the service proxy, or past the front that it has. */
  monitor(name: string): Prometheus {
    if (this.hasFront(name)) {
      const destination = { namespace: NAMESPACE, resource: `pod/${MEMBER_SERVER}-0`, port: 9090 };
      const forward = new PortForward(this.member(name), destination);
      return new Prometheus(
        name,
        async (urlPath) => (await forward.request('GET', `/prometheus${urlPath}`)).body,
      );
    }
    const proxy = `/api/v1/namespaces/${NAMESPACE}/services/${MEMBER_SERVER}:80/proxy/prometheus`;
    return new Prometheus(name, (urlPath) => getRaw(this.member(name), proxy + urlPath));
  }

  /** Whether the API server reaches something else of a member than its Prometheus itself. */
  private hasFront(name: string): boolean {
    return (
      this.isRendered(name) &&
      this.manifests(name).some(
        ({ kind, metadata, spec }) =>
          kind === 'Service' && metadata.name === MEMBER_SERVER && spec.ports.length > 1,
      )
    );
  }

  /** The same cluster for the provider's powers; undefined when the clusters were given. */
  local(name: string): LocalCluster | undefined {
    const { localDir } = this.context;
    return localDir === undefined
      ? undefined
      : recordedClusters(localDir).find((cluster) => cluster.name === name);
  }

  /** Renders a fleet file with these members; gives what promfleet says. */
  async synth(
    members: readonly string[],
    overrides: Overrides = {},
    besides: Besides = {},
  ): Promise<string> {
    const clusters = members.map((name) => this.member(name));
    const text = fleetFile(this.context, clusters, overrides, besides);
    const said = await synth(text, this.context.workDir);
    say(`synth: ${said.split('\n')[0]}`);
    return said;
  }

  /** The rendered directory of a cluster. */
  dir(cluster: string): string {
    const hub = cluster === this.context.hub.name;
    return path.join(this.context.workDir, 'dist', ...(hub ? ['hub'] : ['clusters', cluster]));
  }

  /** Whether a cluster is in the fleet file at this time. */
  isRendered(cluster: string): boolean {
    return fs.existsSync(this.dir(cluster)) && this.manifests(cluster).length > 0;
  }

  manifests(cluster: string): Manifest[] {
    return readManifests(this.dir(cluster));
  }

  /** Applies the rendered directory of a cluster, unchanged, as README says. */
  async apply(name: string): Promise<void> {
    const cluster = name === this.context.hub.name ? this.context.hub : this.member(name);
    const args = ['apply', '--server-side', '--validate=strict', '-f', this.dir(name)];
    const { stdout, stderr } = await kubectl(cluster, args);
    const warned = stderr.split('\n').filter((line) => line.trim() !== '');
    this.warnings.push(...warned.map((line) => `${name}: ${line}`));
    say(`${name}: applied ${stdout.trim().split('\n').length} objects`);
  }

  /** Gets a member's credentials from the member. */
  credentials(name: string, lifetimeSeconds?: number): Promise<Credentials> {
    return obtainCredentials(this.member(name), this.manifests(name), lifetimeSeconds);
  }

  /** Puts a member's credentials into the hub's Secret for it. */
  async deliver(name: string, credentials: Credentials): Promise<void> {
    await put(this.context.hub, secret(NAMESPACE, `federation-${name}`, credentials));
  }

  /** Deletes the hub's Secret for a member. */
  async withhold(name: string): Promise<void> {
    await kubectl(this.context.hub, ['-n', NAMESPACE, 'delete', 'secret', `federation-${name}`]);
  }
}
