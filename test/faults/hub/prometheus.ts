import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { hubConfig, hubTargets } from '../../../prometheus/hub';
import { federationJob } from '../../../prometheus/jobs/federation';
import { hubRules } from '../../../prometheus/rules/hub';
import { inventoryRules } from '../../../prometheus/rules/inventory';
import { resolved } from '../../fleet';
import type { Member } from './member';

/** A real Prometheus with the configuration of a hub. */
export interface HubProcess {
  /** The series of an instant query: their labels, with the value as `value`. */
  readonly query: (expr: string) => Promise<Record<string, string>[]>;
  /** What the expression of an alert gives now, without waiting for its `for`. */
  readonly raised: (alert: string) => Promise<Record<string, string>[]>;
  /** Every metric of Prometheus's own that an alert reads. */
  readonly metrics: readonly string[];
  /** Takes a member's job away, as when its ConfigMap is gone, and reloads. */
  readonly forget: (name: string) => void;
}

interface Options {
  readonly members: readonly Member[];
  /** Keys of `tsdb` that differ from a hub's. */
  readonly tsdb?: Readonly<Record<string, string>>;
  /** Keys of `federation` of every member. */
  readonly federation?: string;
}

/** Runs a Prometheus for as long as a function takes, and removes what it left. */
export async function withHub(options: Options, run: (hub: HubProcess) => Promise<void>) {
  const binary = process.env.PROMETHEUS;
  if (!binary)
    throw new Error('PROMETHEUS names no binary, run PROMETHEUS=$(tools/build prometheus)');
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-hub-'));
  const port = await freePort();
  const { hub } = writeFiles(directory, port, options);
  const child = spawn(
    binary,
    [
      `--config.file=${directory}/config/prometheus.yml`,
      `--storage.tsdb.path=${directory}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  try {
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    const query = (expr: string) => instant(url, expr);
    const expressions = new Map(
      hubRules(hub).groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])),
    );
    await run({
      query,
      metrics: [
        ...new Set([...expressions.values()].join(' ').match(/prometheus_[a-z_]+\b(?=\{)/g)),
      ],
      raised: (alert) => query(expressions.get(alert) ?? `no alert ${alert}`),
      forget: (name) => {
        rmSync(join(directory, 'federation', `${name}.yaml`));
        child.kill('SIGHUP');
      },
    });
  } finally {
    process.off('exit', stop);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The hub's own files, but for plain HTTP on loopback and a second between two requests. */
function writeFiles(directory: string, port: number, { members, tsdb, federation = '' }: Options) {
  const { hub, members: resolvedMembers } = resolved(
    [
      'hub: { cluster: control-plane, grafana: { enabled: false }, storage: 1Gi }',
      `defaults: { federation: { ${federation} } }`,
      'clusters:',
      ...members.map(({ name }) => `  - { name: ${name}, server: 'https://${name}.test' }`),
    ].join('\n'),
  );
  const config = hubConfig(hub);
  const write = (path: string, data: unknown) => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), stringify(data));
  };
  write('config/prometheus.yml', {
    ...config,
    global: {
      ...config.global,
      scrape_interval: '1s',
      scrape_timeout: '1s',
      evaluation_interval: '1s',
    },
    storage: { tsdb: { ...config.storage?.tsdb, ...tsdb } },
  });
  write('config/federation.rules.yml', hubRules(hub));
  write('config/self.yaml', hubTargets({ ...hub, targets: [{ address: `127.0.0.1:${port}` }] }));
  const { groups } = inventoryRules(
    hub,
    'inventory',
    members.map(({ name }) => name),
  );
  write('inventory/inventory.yml', {
    groups: groups.map((group) => ({ ...group, interval: '1s' })),
  });
  mkdirSync(join(directory, 'federation'));
  for (const { job } of resolvedMembers) {
    const at = members.find(({ name }) => name === job.cluster)?.port;
    const { tls_config: _, ...plain } = federationJob(
      { ...job, interval: '1s', timeout: '1s', target: `127.0.0.1:${at}` },
      ['{job="node_exporter"}'],
    );
    write(`federation/${job.cluster}.yaml`, { scrape_configs: [{ ...plain, scheme: 'http' }] });
  }
  return { hub };
}

async function instant(url: string, expr: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expr }),
  });
  const { data, error } = (await response.json()) as {
    data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
    error?: string;
  };
  if (!data) throw new Error(`${expr}: ${error}`);
  return data.result.map(({ metric, value: [, value] }) => ({ ...metric, value }));
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('Prometheus is not ready after 15 s');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
