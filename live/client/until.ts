/** How to wait for something that a cluster does in its own time. */
export interface Patience {
  /** Milliseconds until it is given up. */
  readonly timeoutMs: number;
  /**
   * Milliseconds before it is first looked for again; it takes longer each time.
   *
   * @default 100
   */
  readonly pauseMs?: number;
}

const LONGEST_PAUSE_MS = 2_000;

/**
 * Looks again and again until something is found.
 *
 * @param look - gives undefined for not yet; what it throws ends the waiting
 * @returns undefined if it was not found in time; it is looked for at least once
 */
export async function until<Found>(
  { timeoutMs, pauseMs = 100 }: Patience,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const end = Date.now() + timeoutMs;
  for (let pause = pauseMs; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const found = await look();
    const left = end - Date.now();
    if (found !== undefined || left <= 0) return found;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
  }
}
