/** What a cluster was asked, counted and, if wanted, kept. */
export class Counters {
  /** Requests by method and path with names left out: `GET /api/v1/namespaces/{namespace}/secrets`. */
  readonly requests = new Map<string, number>();
  /** Everything that came: a line for method and URL, one per header, the body. */
  readonly seen: string[] = [];
  /** Connections that are open now. */
  open = 0;
  /** The most that were open at once. */
  mostOpen = 0;
  /** Connections so far. */
  connections = 0;
  /** Requests that wait for their answer now, and the most that did at once. */
  waiting = 0;
  mostWaiting = 0;

  /**
   * @param record - whether what comes is kept
   */
  constructor(private readonly record: boolean) {}

  /** All requests, or those whose method and path begin so. */
  count(prefix = ''): number {
    let sum = 0;
    for (const [pattern, count] of this.requests) if (pattern.startsWith(prefix)) sum += count;
    return sum;
  }

  connected(): void {
    this.connections++;
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
  }

  asked(pattern: string): void {
    this.requests.set(pattern, (this.requests.get(pattern) ?? 0) + 1);
    this.mostWaiting = Math.max(this.mostWaiting, ++this.waiting);
  }

  keep(...lines: readonly string[]): void {
    if (this.record) this.seen.push(...lines);
  }
}
