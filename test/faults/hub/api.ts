/** The labels of a series or of an alert. */
export type Labels = Readonly<Record<string, string>>;

/** What a Prometheus says of itself over HTTP. */
export class PrometheusApi {
  constructor(readonly url: string) {}

  /** The series of an instant query: their labels, with the value as `value`. */
  async query(query: string): Promise<Labels[]> {
    const body = new URLSearchParams({ query });
    const response = await fetch(`${this.url}/api/v1/query`, { method: 'POST', body });
    const { data, error } = (await response.json()) as {
      data?: { result: { metric: Labels; value: [number, string] }[] };
      error?: string;
    };
    if (!data) throw new Error(`${query}: ${error}`);
    return data.result.map(({ metric, value: [, value] }) => ({ ...metric, value }));
  }

  /** The labels of every alert that fires. */
  async firing(): Promise<Labels[]> {
    const { alerts } = await this.get<{ alerts: { state: string; labels: Labels }[] }>('alerts');
    return alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels);
  }

  /** What is wrong with the requests to a member; nothing if they succeed. */
  async lastError(member: string): Promise<string> {
    const { activeTargets } = await this.get<{
      activeTargets: { scrapePool: string; lastError: string }[];
    }>('targets');
    return activeTargets.find(({ scrapePool }) => scrapePool === member)?.lastError ?? 'no target';
  }

  private async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}`);
    return ((await response.json()) as { data: T }).data;
  }
}
