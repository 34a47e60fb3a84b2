import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { memberScrapeConfigs } from '../../prometheus/member';
import { promfleetRules } from '../../prometheus/rules/member';
import { monitorSources } from '../../prometheus/rules/member/sources';
import type { ScrapeConfig } from '../../prometheus/types';
import { launch } from '../faults/storage/process';
import { fleetFile, resolvedMember } from '../fleet';
import { freePort } from './servers';

/** Longest value of a label, at home and at the hub. */
export const LONGEST = 100;

const { monitor } = resolvedMember(
  fleetFile({ cluster: `federation: { labelValueLengthLimit: ${LONGEST} }` }),
);

/** Addresses by the job that scrapes them. */
export type Addresses = Readonly<Record<string, readonly string[]>>;

/** A member's Prometheus with the jobs of promfleet, and addresses where discovery would be. */
export class RunningMonitor {
  private constructor(
    private readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(binary: string, addresses: Addresses): Promise<RunningMonitor> {
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-tenants-'));
    writeFileSync(join(directory, 'prometheus.yml'), stringify(config(addresses)));
    const port = await freePort();
    const args = [
      `--config.file=${directory}/prometheus.yml`,
      `--storage.tsdb.path=${directory}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const url = `http://127.0.0.1:${port}`;
    const log = join(directory, 'log');
    const prometheus = launch({
      binary,
      args,
      url,
      log,
      cgroup: undefined,
      expressions: new Map(),
    });
    const stop = async () => {
      await prometheus.end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    };
    if (await prometheus.ready(60)) return new RunningMonitor(url, stop);
    const said = prometheus.log();
    await stop();
    throw new Error(`Prometheus does not start\n${said}`);
  }

  /** The label sets that a selector finds, and their values. */
  async series(selector: string): Promise<{ labels: Record<string, string>; value: number }[]> {
    const query = new URLSearchParams({ query: selector });
    const { data } = await this.get(`/api/v1/query?${query}`).then((text) => JSON.parse(text));
    return data.result.map(({ metric, value }: { metric: object; value: [number, string] }) => ({
      labels: metric,
      value: Number(value[1]),
    }));
  }

  /** What the hub gets for a selector. */
  federated(selector: string): Promise<string> {
    return this.get(`/federate?${new URLSearchParams({ 'match[]': selector })}`);
  }

  /** The error of the last scrape of each address, empty where there was none. */
  async errors(): Promise<Record<string, string>> {
    const { data } = await this.get('/api/v1/targets').then((text) => JSON.parse(text));
    return Object.fromEntries(
      data.activeTargets.map(({ scrapeUrl, lastError }: Record<string, string>) => [
        new URL(scrapeUrl ?? '').host,
        lastError,
      ]),
    );
  }

  private async get(path: string): Promise<string> {
    const response = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(2000) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.text();
  }
}

/** The condition of one of the alerts that the monitor's Prometheus raises. */
export function conditionOf(alert: string): string {
  const { groups } = promfleetRules(monitorSources(monitor ?? fail()), {});
  const rules = groups.flatMap(({ rules }) => rules);
  const rule = rules.find((one) => one.alert === alert);
  if (!rule) throw new Error(`no alert is called ${alert}`);
  return rule.expr;
}

function config(addresses: Addresses) {
  const jobs = memberScrapeConfigs(monitor ?? fail()) as ScrapeConfig[];
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: Object.entries(addresses).map(([name, targets]) => {
      const { kubernetes_sd_configs, relabel_configs, ...job } =
        jobs.find(({ job_name }) => job_name === name) ?? fail();
      return { ...job, static_configs: [{ targets, labels: { namespace: 'shop' } }] };
    }),
  };
}

function fail(): never {
  throw new Error('the monitor lacks a job');
}
