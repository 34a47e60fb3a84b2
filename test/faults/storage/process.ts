import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Labels, PrometheusApi } from '../hub/api';

/** A Prometheus that runs, or ran. */
export interface HubProcess {
  /** The series of an instant query: their labels, with the value as `value`. */
  readonly query: (expr: string) => Promise<Labels[]>;
  /** What the expression of an alert gives now, without waiting for its `for`. */
  readonly raised: (alert: string) => Promise<Labels[]>;
  /** Names of the alerts that are pending or firing, as `/alerts` shows them. */
  readonly active: () => Promise<string[]>;
  /** The times of the samples of one series in the last hour, in seconds, oldest first. */
  readonly times: (series: string) => Promise<number[]>;
  /** The last errors of its targets, as `/targets` shows them. */
  readonly errors: () => Promise<string[]>;
  /** Whether it says that it is ready, within so many seconds and before it ends. */
  readonly ready: (seconds: number) => Promise<boolean>;
  /** Ends it with a signal; how it ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>;
  /** How it ended, once it has. */
  readonly ended: Promise<Ended>;
  /** What it wrote. */
  readonly log: () => string;
}

/** The exit code of a process, or the signal that killed it. */
interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface Launch {
  readonly binary: string;
  readonly args: readonly string[];
  readonly url: string;
  readonly log: string;
  readonly cgroup: string | undefined;
  /** The expressions of alerts by their names. */
  readonly expressions: ReadonlyMap<string | undefined, string>;
}

/** Starts a Prometheus. */
export function launch({ binary, args, url, log, cgroup, expressions }: Launch): HubProcess {
  const output = openSync(log, 'a');
  // A shell joins the cgroup first, so that no memory is counted elsewhere.
  const join = cgroup ? `echo $$ > '${cgroup}' && ` : '';
  const child = spawn('sh', ['-c', `${join}exec "$0" "$@"`, binary, ...args], {
    stdio: ['ignore', output, output],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let running = true;
  const ended = new Promise<Ended>((resolve) => {
    child.once('exit', (code, signal) => {
      running = false;
      process.off('exit', kill);
      resolve({ code, signal });
    });
  });
  const api = new PrometheusApi(url);
  const query = (expr: string) => api.query(expr);
  return {
    query,
    raised: (alert) => query(expressions.get(alert) ?? `no alert ${alert}`),
    active: () => active(url),
    times: (series) => times(url, series),
    errors: () => errors(url),
    ready: async (seconds) => {
      for (const end = Date.now() + seconds * 1000; running && Date.now() < end; ) {
        const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
        if (answer?.ok) return true;
        await sleep(50);
      }
      return false;
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
    log: () => readFileSync(log, 'utf8'),
  };
}

async function active(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/alerts`);
  const { data } = (await response.json()) as {
    data: { alerts: { labels: { alertname: string } }[] };
  };
  return data.alerts.map(({ labels }) => labels.alertname);
}

async function errors(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/targets?state=active`);
  const { data } = (await response.json()) as { data: { activeTargets: { lastError: string }[] } };
  return data.activeTargets.map(({ lastError }) => lastError).filter((error) => error !== '');
}

async function times(url: string, series: string): Promise<number[]> {
  const body = new URLSearchParams({ query: `${series}[1h]` });
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body });
  const { data } = (await response.json()) as {
    data: { result: { values: [number, string][] }[] };
  };
  if (data.result.length > 1) throw new Error(`${series} are ${data.result.length} series`);
  return (data.result[0]?.values ?? []).map(([time]) => time);
}
