import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { CLUSTER_DEFAULTS } from '../../model/defaults';
import { promfleetRules } from '../../prometheus/rules/member';
import { monitorSources } from '../../prometheus/rules/member/sources';
import type { ScrapeConfig } from '../../prometheus/types';
import { fleetFile, resolvedMember } from '../../test/fleet';
import { freePort } from '../../test/tenants/servers';
import { startCluster } from './cluster';

interface Options {
  readonly nodes: string;
  readonly pods: string;
  readonly minutes: string;
}

new Command('bench-rules')
  .description("Measures what promfleet's rules take of a member's Prometheus (env PROMETHEUS).")
  .option('--nodes <n>', 'nodes of the cluster', '50')
  .option('--pods <n>', 'pods of a node, with two containers each', '30')
  .option('--minutes <n>', 'how long to measure, once ranges are full', '5')
  .action(measure)
  .parse();

/** Two servers scrape the same; one evaluates the rules as well. */
async function measure({ nodes, pods, minutes }: Options): Promise<void> {
  const { PROMETHEUS: binary } = process.env;
  if (!binary) throw new Error('PROMETHEUS names no binary, run tools/build prometheus');
  const { monitor } = resolvedMember(fleetFile());
  if (!monitor) throw new Error('the fleet has no monitor');
  const cluster = await startCluster({ nodes: Number(nodes), podsPerNode: Number(pods) });
  const servers = await Promise.all(
    [promfleetRules(monitorSources(monitor), {}), undefined].map((rules) =>
      startPrometheus(binary, cluster.jobs, rules),
    ),
  );
  try {
    print('waiting until ranges of 6 minutes are full');
    await sleep(6.5 * 60_000);
    const before = await Promise.all(servers.map(({ cpuSeconds }) => cpuSeconds()));
    const began = Date.now();
    await sleep(Number(minutes) * 60_000);
    const after = await Promise.all(servers.map(({ cpuSeconds }) => cpuSeconds()));
    const seconds = (Date.now() - began) / 1000;
    const [withRules = 0, without = 0] = after.map((end, at) => end - (before[at] ?? 0));
    const [first] = servers;
    const series = await first?.value('prometheus_tsdb_head_series');
    const evaluated = await first?.value('sum(prometheus_rule_group_last_duration_seconds)');
    const share = (used: number) => `${((100 * used) / seconds).toFixed(2)} %`;
    print(`${series} series, rules every ${CLUSTER_DEFAULTS.monitor.scrapeInterval}`);
    print(`with rules ${share(withRules)} of a core, without ${share(without)}`);
    print(`the rules: ${share(withRules - without)} of a core; a round takes ${evaluated} s`);
    for (const line of (await first?.dearest()) ?? []) print(line);
  } finally {
    for (const { stop } of servers) stop();
    cluster.stop();
  }
}

async function startPrometheus(
  binary: string,
  jobs: readonly ScrapeConfig[],
  rules: object | undefined,
) {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-bench-'));
  mkdirSync(join(directory, 'data'));
  const port = await freePort();
  const interval = CLUSTER_DEFAULTS.monitor.scrapeInterval;
  writeFileSync(join(directory, 'rules.yml'), stringify(rules ?? { groups: [] }));
  const config = {
    global: { scrape_interval: interval, evaluation_interval: interval },
    rule_files: ['rules.yml'],
    scrape_configs: [
      ...jobs,
      { job_name: 'prometheus', static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
    ],
  };
  writeFileSync(join(directory, 'prometheus.yml'), stringify(config));
  const child = spawn(
    binary,
    [
      `--config.file=${directory}/prometheus.yml`,
      `--storage.tsdb.path=${directory}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const value = async (query: string) => {
    const body = new URLSearchParams({ query });
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/query`, { method: 'POST', body });
    const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(data.result[0]?.value[1]);
  };
  return {
    value,
    dearest: () => dearestRules(port),
    cpuSeconds: () => value('process_cpu_seconds_total{job="prometheus"}'),
    stop: () => {
      child.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** How many rules are told of by name. */
const DEAREST = 8;

/** The rules whose evaluation took the largest share of the time between two of them. */
async function dearestRules(port: number): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/rules`);
  const { data } = (await response.json()) as { data: { groups: RuleGroup[] } };
  const rules = data.groups.flatMap(({ interval, rules }) =>
    rules.map(({ name, evaluationTime }) => ({ name, share: evaluationTime / interval })),
  );
  rules.sort((a, b) => b.share - a.share);
  return rules
    .slice(0, DEAREST)
    .map(({ name, share }) => `${(100 * share).toFixed(3)} % of the time in ${name}`);
}

/** What Prometheus tells of a group of rules; times in seconds. */
interface RuleGroup {
  readonly interval: number;
  readonly rules: readonly { readonly name: string; readonly evaluationTime: number }[];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
