import { distance } from 'fastest-levenshtein';

/** The candidate nearest to a word, if it is near enough to have been meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = bare(word);
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of candidates) {
    const far = distance(plain, bare(candidate));
    if (best === undefined || far < best.far) best = { candidate, far };
  }
  const enough = Math.max(1, Math.floor(plain.length / 3));
  return best && best.far <= enough ? best.candidate : undefined;
}

/** scrape_interval and scrapeInterval differ in spelling only. */
const bare = (word: string) => word.slice(0, 100).toLowerCase().replace(/[_-]/g, '');
