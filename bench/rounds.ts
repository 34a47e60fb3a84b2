import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, measureSynthesis } from './synthesis';

/** What is measured: into a new directory, and into the same again. */
export const SYNTHESES = ['full', 'nothing changed'] as const;

/** Measurements of one version, in the order of the rounds. */
export type Rounds = Readonly<Record<(typeof SYNTHESES)[number], Measurement[]>>;

/** What is measured beside others. */
export interface Subject {
  /** A built checkout of promfleet. */
  readonly version: string;
  /** The text of a fleet file. */
  readonly fleet: string;
}

/**
 * Measures versions, or fleets, in turn, so that a machine whose speed drifts is as fair to one as to another.
 *
 * What is written is removed when all is measured: ext4 is slow to make files where many have just
 * been deleted.
 *
 */
export function measureRounds(subjects: readonly Subject[], rounds: number): Rounds[] {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const results: Rounds[] = subjects.map(() => ({ full: [], 'nothing changed': [] }));
  for (let round = 0; round < rounds; round += 1) {
    const turn = [...subjects.keys()];
    for (const index of round % 2 === 0 ? turn : turn.reverse()) {
      const { version, fleet } = subjects[index] ?? { version: '', fleet: '' };
      const place = join(directory, `${round}-${index}`);
      mkdirSync(place);
      writeFileSync(join(place, 'fleet.yaml'), fleet);
      for (const synthesis of SYNTHESES) {
        results[index]?.[synthesis].push(measureSynthesis(version, place));
      }
    }
  }
  return results;
}
