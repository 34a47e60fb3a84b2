/** One sample of an instant query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One series with its raw samples: seconds and values. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

/** A target as Prometheus's targets page has it. */
export interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert that is pending or firing. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

/** A rule as Prometheus's rules page has it. */
interface EvaluatedRule {
  readonly name: string;
  readonly health: 'ok' | 'err' | 'unknown';
  /** @default - it has been evaluated without one */
  readonly lastError?: string;
}

/** A group of rules as that page has it. */
export interface EvaluatedGroup {
  readonly name: string;
  /** Seconds between two evaluations. */
  readonly interval: number;
  readonly rules: readonly EvaluatedRule[];
}

/** GETs a path of a Prometheus's HTTP API and gives the body. */
export type Fetch = (urlPath: string) => Promise<string>;

/**
 * The HTTP API of one Prometheus, however it is reached.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export class Prometheus {
  constructor(
    readonly name: string,
    private readonly fetch: Fetch,
  ) {}

  /** An instant query that gives a vector. */
  async vector(promql: string): Promise<Sample[]> {
    const result = await this.query<{ metric: Record<string, string>; value: Point }>(promql);
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** The one value of an instant query; undefined when it gives nothing. */
  async value(promql: string): Promise<number | undefined> {
    const samples = await this.vector(promql);
    if (samples.length > 1) throw new Error(`${promql} gave ${samples.length} series`);
    return samples[0]?.value;
  }

  /** The raw samples of the series that a selector selects, over the last seconds. */
  async history(selector: string, seconds: number): Promise<Series[]> {
    const range = `${selector}[${Math.ceil(seconds)}s]`;
    const result = await this.query<{ metric: Record<string, string>; values: Point[] }>(range);
    return result.map(({ metric, values }) => ({
      labels: metric,
      points: values.map(([time, value]) => [time, Number(value)] as const),
    }));
  }

  /** What time it is where this Prometheus runs, in seconds. */
  async now(): Promise<number> {
    const [time] = await this.api<{ result: Point }>(`/api/v1/query?query=time()`).then(
      ({ result }) => result,
    );
    return time;
  }

  /** The targets that are being scraped. */
  async targets(): Promise<Target[]> {
    const found = await this.api<{ activeTargets: Target[] }>('/api/v1/targets?state=active');
    return found.activeTargets;
  }

  /** The alerts that are pending or firing. */
  async alerts(): Promise<Alert[]> {
    return (await this.api<{ alerts: Alert[] }>('/api/v1/alerts')).alerts;
  }

  /** The rules that are being evaluated. */
  async rules(): Promise<EvaluatedGroup[]> {
    return (await this.api<{ groups: EvaluatedGroup[] }>('/api/v1/rules')).groups;
  }

  private async query<T>(promql: string): Promise<T[]> {
    const query = `/api/v1/query?query=${encodeURIComponent(promql)}`;
    return (await this.api<{ result: T[] }>(query)).result;
  }

  private async api<T>(urlPath: string): Promise<T> {
    const answer = JSON.parse(await this.fetch(urlPath)) as { data?: T; error?: string };
    if (answer.data === undefined) throw new Error(`${this.name}: ${answer.error}`);
    return answer.data;
  }
}

type Point = [seconds: number, value: string];
