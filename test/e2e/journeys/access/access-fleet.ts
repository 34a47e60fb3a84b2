import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Cluster } from '../../harness/cluster';
import { documented, follow } from '../../harness/documented';
import { Hub, NAMESPACE } from '../../harness/hub';
import { kubectl, kubectlJson } from '../../harness/kubectl';
import { say } from '../../harness/log';
import type { Stand } from '../../harness/stand';

const PROGRAM = path.join(__dirname, '../../../../cli/bin.js');
/** What the hub's own context is called, and so the hub: it is the current one. */
export const HUB_CONTEXT = 'control-plane';

/** A directory like that of somebody who has a kubeconfig and promfleet, and nothing else yet. */
export class AccessFleet {
  readonly directory: string;
  /** The hub, with the one replica that a new fleet file has. */
  readonly hub: Hub;
  private readonly said: string[] = [];
  /** Whatever of keys and tokens the hub has had, when somebody looked. */
  readonly known = new Set<string>();

  /**
   * @param contexts - members by the names of their contexts
   */
  constructor(
    stand: Stand,
    private readonly contexts: Record<string, Cluster>,
  ) {
    this.directory = path.join(stand.context.workDir, 'access');
    this.hub = new Hub(stand.context.hub, 1);
  }

  /** Makes the directory, with promfleet where npx looks for it. */
  begin(): void {
    const bin = path.join(this.directory, 'node_modules', '.bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.symlinkSync(PROGRAM, path.join(bin, 'promfleet'));
  }

  /** Adds a member's context to the kubeconfig. */
  learn(context: string, cluster: Cluster): void {
    this.contexts[context] = cluster;
  }

  /** Runs a command, as a shell does; gives what it printed, and fails as it does. */
  async run(command: string): Promise<string> {
    const started = Date.now();
    const { directory } = this;
    const contexts = { [HUB_CONTEXT]: this.hub.cluster, ...this.contexts };
    // Whatever it says is kept: no key may be in it.
    const printed = await follow(`{ ${command}\n} 2>&1`, {
      directory,
      contexts,
      currentContext: HUB_CONTEXT,
    }).catch((error: Error) => {
      this.said.push(error.message);
      throw error;
    });
    this.said.push(printed);
    say(`${command.split('#')[0]?.trim()}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    for (const line of printed.trim().split('\n')) say(`  ${line}`);
    return printed;
  }

  /** Changes the fleet file. */
  edit(change: (text: string) => string): void {
    const file = path.join(this.directory, 'fleet.yaml');
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
  }

  /** Everything that was printed, and every file that was written, by name. */
  written(): Map<string, string> {
    const files = fs
      .readdirSync(this.directory, { recursive: true, encoding: 'utf8' })
      // What it was given, and the program itself.
      .filter((name) => !/kubeconfig$|^node_modules/.test(name))
      .filter((name) => fs.statSync(path.join(this.directory, name)).isFile());
    const texts = files.map(
      (name) => [name, fs.readFileSync(path.join(this.directory, name), 'utf8')] as const,
    );
    return new Map([['what was printed', this.said.join('\n')], ...texts]);
  }

  /** The keys and tokens that the hub has. */
  async secrets(): Promise<string[]> {
    const { items } = await kubectlJson<{ items: { data?: Record<string, string> }[] }>(
      this.hub.cluster,
      ['get', 'secrets', '-n', NAMESPACE],
    );
    const texts = items.flatMap(({ data = {} }) =>
      Object.entries(data).filter(([key]) => /key|token|password/.test(key)),
    );
    const found = texts.flatMap(([, value]) => {
      const text = Buffer.from(value, 'base64').toString();
      return [
        value,
        ...text.split('\n').filter((line) => line.length > 20 && !/^-----/.test(line)),
      ];
    });
    for (const secret of found) this.known.add(secret);
    return found;
  }
}

/** The commands of README's quick start, one for each line. */
export const quickStart = (): string[] =>
  documented('Quick start', '../README.md')[0]?.split('\n') ?? [];

/** Deletes whatever promfleet or anybody else has put on a cluster, but for the cluster's own. */
export async function empty(cluster: Cluster): Promise<void> {
  const part = 'app.kubernetes.io/part-of=promfleet';
  await kubectl(cluster, ['delete', 'clusterrole,clusterrolebinding', '-l', part]);
  const { items } = await kubectlJson<{ items: { metadata: { name: string } }[] }>(cluster, [
    'get',
    'namespaces',
  ]);
  const names = items.map(({ metadata }) => metadata.name);
  const ours = names.filter((name) => name !== 'default' && !name.startsWith('kube-'));
  if (ours.length === 0) return;
  // A namespace with pods in it is looked at again after half of their grace period, which is
  // minutes for Prometheus, however soon they are gone.
  await Promise.all(
    ours.map((name) =>
      kubectl(cluster, [
        'delete',
        'statefulset,deployment,daemonset',
        '--all',
        '--cascade=foreground',
        '--namespace',
        name,
      ]),
    ),
  );
  await kubectl(cluster, ['delete', 'namespace', ...ours], { timeoutMs: 180_000 });
}
