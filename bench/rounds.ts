import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetOf } from './fleet';
import { type Measurement, measureSynthesis } from './synthesis';

/** What is measured: into a new directory, and into the same again. */
export const SYNTHESES = ['full', 'nothing changed'] as const;

/** Measurements of one version, in the order of the rounds. */
export type Rounds = Readonly<Record<(typeof SYNTHESES)[number], Measurement[]>>;

/**
 * Measures versions in turn, so that a machine whose speed drifts is as fair to one as to another.
 *
 * What is written is removed when all is measured: ext4 is slow to make files where many have just
 * been deleted.
 *
 * @param versions - built checkouts of promfleet
 */
export function measureRounds(
  versions: readonly string[],
  clusters: number,
  rounds: number,
): Rounds[] {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const results: Rounds[] = versions.map(() => ({ full: [], 'nothing changed': [] }));
  for (let round = 0; round < rounds; round += 1) {
    const turn = [...versions.keys()];
    for (const index of round % 2 === 0 ? turn : turn.reverse()) {
      const place = join(directory, `${round}-${index}`);
      mkdirSync(place);
      writeFileSync(join(place, 'fleet.yaml'), fleetOf(clusters));
      for (const synthesis of SYNTHESES) {
        results[index]?.[synthesis].push(measureSynthesis(versions[index] ?? '', place));
      }
    }
  }
  return results;
}
