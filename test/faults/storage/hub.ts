import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prometheusContainer } from '../../../constructs/prometheus-container';
import { hubRules } from '../../../prometheus/rules/hub';
import { freePort } from '../../tenants/servers';
import { type Settings, writeHub } from '../hub/files';
import type { Member } from '../hub/member';
import { type HubProcess, launch } from './process';

/** The place of a hub: its configuration and its volume, which outlive its processes. */
export interface HubPlace {
  /** Where its volume is mounted. */
  readonly data: string;
  /** Starts a Prometheus there and waits for nothing. */
  readonly launch: (options?: StartOptions) => HubProcess;
  /** Starts a Prometheus there and waits until it is ready. */
  readonly start: (options?: StartOptions) => Promise<HubProcess>;
}

interface StartOptions {
  /** Absent: the one that `PROMETHEUS` names. */
  readonly binary?: string;
  /** The tag of its image, which flags and configuration follow. Absent: the shipped one. */
  readonly tag?: string;
  /** Flags beside the rendered ones. */
  readonly flags?: readonly string[];
  /** File of a cgroup that its process is to join. */
  readonly cgroup?: string;
}

interface PlaceOptions extends Omit<Settings, 'tag'> {
  readonly members: readonly Member[];
  /** Absent: one that is free. */
  readonly port?: number;
}

/** Makes a place for a hub, and removes it and what runs there after a function. */
export async function withPlace(
  { members, port: given, ...settings }: PlaceOptions,
  run: (place: HubPlace) => Promise<void>,
) {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-storage-'));
  const data = join(directory, 'data');
  mkdirSync(data);
  const port = given ?? (await freePort());
  const processes: HubProcess[] = [];
  const launchThere = ({ binary = named('PROMETHEUS'), tag, flags = [], cgroup }: StartOptions) => {
    const version = tag ? { tag } : {};
    const hub = writeHub(directory, port, members, { ...settings, ...version });
    const { args = [] } = prometheusContainer(hub.server, []);
    const started = launch({
      binary,
      args: [...args.map((arg) => onLoopback(arg, directory, port)), ...flags],
      url: `http://127.0.0.1:${port}`,
      log: join(directory, `${processes.length}.log`),
      cgroup,
      expressions: new Map(
        hubRules(hub).groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])),
      ),
    });
    processes.push(started);
    return started;
  };
  try {
    await run({
      data,
      launch: (start = {}) => launchThere(start),
      start: async (start = {}) => {
        const started = launchThere(start);
        if (!(await started.ready(20))) throw new Error(`the hub does not start\n${started.log()}`);
        return started;
      },
    });
  } finally {
    await Promise.all(processes.map(({ end }) => end('SIGKILL')));
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The flags whose values name a place in the pod; all others are the pod's own. */
function onLoopback(arg: string, directory: string, port: number): string {
  const [flag] = arg.split('=');
  switch (flag) {
    case '--config.file':
      return `${flag}=${directory}/config/prometheus.yml`;
    case '--storage.tsdb.path':
      return `${flag}=${directory}/data`;
    case '--web.listen-address':
      return `${flag}=127.0.0.1:${port}`;
    default:
      return arg;
  }
}

/** The binary that a variable names. */
export function named(variable: 'PROMETHEUS' | 'PROMETHEUS_PREVIOUS'): string {
  const path = process.env[variable];
  const recipe = variable.toLowerCase().replace('_', '-');
  if (!path)
    throw new Error(`${variable} names no binary, run ${variable}=$(tools/build ${recipe})`);
  return path;
}
