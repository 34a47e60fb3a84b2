import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import {
  CONFIG_FILE,
  HUB_TARGETS_FILE,
  POD_NAME_VARIABLE,
  secretDir,
} from '../../prometheus/files';
import { PrometheusApi } from '../faults/hub/api';
import { put } from '../faults/hub/files';
import { binary } from '../faults/serving';
import type { Manifest } from '../fleet';
import { answers, withProcess } from './program';

/** A Prometheus pod as rendered, and what stands around it here. */
export interface PodOptions {
  /** The objects of its files. */
  readonly objects: readonly Manifest[];
  /** Name of its StatefulSet, and of the ConfigMap that it is configured by. */
  readonly name: string;
  /** host:port that it listens at. */
  readonly listens: string;
  /** What the Secrets have that it mounts: texts by `<name>/<key>`. @default - none */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Federation jobs, by their files. @default - none */
  readonly federation?: Readonly<Record<string, string>>;
  /** Words that make a command run elsewhere. @default - here */
  readonly inside?: readonly string[];
}

/** A pod that runs. */
export interface Pod extends PrometheusApi {
  /** Changes what a Secret has. */
  readonly deliver: (secret: string, text: string) => void;
}

/**
 * Runs a real Prometheus with the arguments and the configuration of a pod, but for where things are
 * and for the discovery of Kubernetes's objects, for as long as a function takes.
 */
export async function withPod<Result>(
  options: PodOptions,
  use: (pod: Pod) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-writing-'));
  const { objects, name, listens, secrets = {}, federation = {}, inside = [] } = options;
  const path = (...parts: string[]) => join(directory, ...parts);
  const deliver = (secret: string, text: string) => put(path('secrets', secret), text);
  mkdirSync(path('data'));
  for (const [secret, text] of Object.entries(secrets)) deliver(secret, text);
  for (const [file, text] of Object.entries(federation)) put(path('federation', file), text);
  const { data } = find(objects, 'ConfigMap', name);
  for (const [file, text] of Object.entries<string>(data)) {
    const here = text.replaceAll(secretDir(''), `${path('secrets')}/`);
    put(path('config', file), file === CONFIG_FILE ? configured(here, listens) : here);
  }
  if (data[HUB_TARGETS_FILE]) {
    // By its own name it is known to the DNS of its cluster alone.
    const here = data[HUB_TARGETS_FILE].replace(
      new RegExp(`(localhost|${name}-0[\\w.-]*):9090`),
      listens,
    );
    put(path('config', HUB_TARGETS_FILE), here);
  }
  const [container] = find(objects, 'StatefulSet', name).spec.template.spec.containers;
  const places: Readonly<Record<string, string>> = {
    '--config.file': path('config', CONFIG_FILE),
    '--storage.tsdb.path': path('data'),
    '--web.listen-address': listens,
  };
  const args: string[] = container.args.map((arg: string) => {
    const [flag = ''] = arg.split('=');
    return flag in places ? `${flag}=${places[flag]}` : arg;
  });
  const [, prefix = ''] = /--web.route-prefix=(\/.+)$/.exec(args.find(isPrefix) ?? '') ?? [];
  const api = new PrometheusApi(`http://${listens}${prefix}`);
  const command = [...inside, binary('PROMETHEUS', 'prometheus'), ...args];
  const env = { [POD_NAME_VARIABLE]: `${name}-0` };
  const ready = () => answers(inside, `${api.url}/-/ready`);
  try {
    return await withProcess({ command, env, ready }, () => use(Object.assign(api, { deliver })));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const isPrefix = (arg: string) => arg.startsWith('--web.route-prefix=');

function find(objects: readonly Manifest[], kind: string, name: string): Manifest {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

/** What discovers Kubernetes's objects would not start: there is no API server to ask. */
function configured(text: string, listens: string): string {
  const config = parse(text);
  const jobs: Manifest[] = config.scrape_configs ?? [];
  return stringify({
    ...config,
    scrape_configs: jobs.filter((job) => !job.kubernetes_sd_configs),
  }).replaceAll('localhost:9090', listens);
}
