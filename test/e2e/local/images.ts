import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildBinaries, versionOf } from './binaries';
import { run } from './exec';
import type { Log } from './log';
import { inside } from './namespaces';
import { type ImageProps, ociArchive } from './oci';
import type { Cluster } from './plan';
import { Refusal } from './refusal';

/** How to make an image from a binary that `tools/build` builds, as its upstream makes it. */
interface Recipe extends Omit<ImageProps, 'files'> {
  readonly binary: string;
  /** Whether the image's tag is the binary's version, and so has to agree with it. */
  readonly versioned: boolean;
  /**
   * Further binaries by their paths, which come from the same module.
   *
   * @default - none
   */
  readonly tools?: Readonly<Record<string, string>>;
}

/** By the last part of the repository's name, so that a registry mirror makes no difference. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  prometheus: {
    ...upstream('prometheus', '/bin/prometheus', 'nobody'),
    tools: { '/bin/promtool': 'promtool' },
    workingDir: '/prometheus',
    ownedDirs: ['/prometheus'],
  },
  pushgateway: {
    ...upstream('pushgateway', '/bin/pushgateway', '65534'),
    workingDir: '/pushgateway',
    ownedDirs: ['/pushgateway'],
  },
  alertmanager: {
    ...upstream('alertmanager', '/bin/alertmanager', 'nobody'),
    tools: { '/bin/amtool': 'amtool' },
    workingDir: '/alertmanager',
    ownedDirs: ['/alertmanager'],
  },
  'node-exporter': upstream('node_exporter', '/bin/node_exporter', 'nobody'),
  'statsd-exporter': upstream('statsd_exporter', '/bin/statsd_exporter', '65534'),
  'kube-state-metrics': {
    ...upstream('kube-state-metrics', '/kube-state-metrics', 'nobody'),
    entrypoint: ['/kube-state-metrics', '--port=8080', '--telemetry-port=8081'],
  },
  'kube-rbac-proxy': upstream('kube-rbac-proxy', '/usr/local/bin/kube-rbac-proxy', '65532:65532'),
  'prometheus-operator': upstream('prometheus-operator', '/bin/operator', '65534'),
  'prometheus-config-reloader': upstream(
    'prometheus-config-reloader',
    '/bin/prometheus-config-reloader',
    'nobody',
  ),
  coredns: upstream('coredns', '/coredns', '65532:65532'),
  pause: { ...upstream('pause', '/pause', '65535:65535'), versioned: false },
  testapp: { ...upstream('testapp', '/testapp', '65532:65532'), versioned: false },
  // No module builds Grafana: something that answers at its port stands in, so that its pod is Ready.
  grafana: {
    ...upstream('testapp', '/testapp', '472'),
    entrypoint: ['/testapp', '-listen=:3000'],
    versioned: false,
  },
};

/**
 * Builds images from real binaries and gives them to clusters' containerd under these very names.
 *
 * A tag that is not the version of the binary built here is an error: the run would prove
 * something about another program than the one the manifests ask for.
 */
export async function loadImages(
  clusters: readonly Cluster[],
  references: readonly string[],
  log: Log,
): Promise<void> {
  const [first] = clusters;
  if (first === undefined) throw new Refusal('no clusters stand; bring some up first.');
  const archives = path.join(path.dirname(first.dir), 'images');
  const distinct = [...new Set(references)];
  const binaries = await buildBinaries(
    distinct.flatMap((reference) => binariesOf(recipeOf(reference))),
    log,
  );
  for (const reference of distinct) {
    const archive = archiveOf(archives, reference, binaries);
    await Promise.all(clusters.map((cluster) => importArchive(cluster, archive)));
    log(`image ${reference} loaded into ${clusters.map(({ name }) => name).join(', ')}`);
  }
}

function archiveOf(
  dir: string,
  reference: string,
  binaries: Readonly<Record<string, string>>,
): string {
  const { binary, versioned, tools = {}, ...image } = recipeOf(reference);
  const file = binaries[binary] ?? '';
  const { tag } = parse(reference);
  if (versioned && tag.replace(/^v|-distroless$/g, '') !== versionOf(file)) {
    const built = `${binary} ${versionOf(file)}`;
    throw new Refusal(
      `${reference} cannot be built here: tools/go has ${built}; bring the two together.`,
    );
  }
  const target = image.entrypoint[0] ?? '';
  const user = tag.endsWith('-distroless') ? '65532:65532' : image.user;
  const files = { [target]: file };
  for (const [at, tool] of Object.entries(tools)) files[at] = binaries[tool] ?? '';
  const parts = [reference, ...Object.entries(files).flat()].join('\n');
  const name = createHash('sha256').update(parts).digest('hex').slice(0, 16);
  const archive = path.join(dir, `${name}.tar`);
  if (!fs.existsSync(archive)) {
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(archive, ociArchive(reference, { ...image, user, files }));
  }
  return archive;
}

function importArchive(cluster: Cluster, archive: string): Promise<string> {
  return run([...inside(cluster, 'node'), 'ctr', '-n', 'k8s.io', 'images', 'import', archive]);
}

function upstream(binary: string, target: string, user: string): Recipe {
  return { binary, entrypoint: [target], user, versioned: true };
}

function binariesOf({ binary, tools = {} }: Recipe): string[] {
  return [binary, ...Object.values(tools)];
}

function recipeOf(reference: string): Recipe {
  const recipe = RECIPES[parse(reference).repository];
  if (recipe === undefined) throw new Refusal(`${reference}: no such image can be built here.`);
  return recipe;
}

function parse(reference: string): { repository: string; tag: string } {
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  const [repository = '', tag = 'latest'] = last.split(':');
  return { repository, tag };
}
