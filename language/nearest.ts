import { distance } from 'fastest-levenshtein';

/** The candidate nearest to a word, if it is near enough to have been meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = bare(word);
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of candidates) {
    const far = distance(plain, bare(candidate));
    if (best === undefined || far < best.far) best = { candidate, far };
  }
  if (!best) return undefined;
  // Of the shorter of the two: `retention` is not what `retentionSize` was meant to be.
  const length = Math.min(plain.length, bare(best.candidate).length);
  return best.far <= Math.max(1, Math.floor(length / 3)) ? best.candidate : undefined;
}

/** scrape_interval and scrapeInterval differ in spelling only. */
const bare = (word: string) => word.slice(0, 100).toLowerCase().replace(/[_-]/g, '');
