import { hubJobNames } from '../../prometheus/jobs/check';
import { loadFleet } from '../../synth/load';
import { appendItems, applyEdits } from '../../yaml/edit';

/** Stands for a cluster where there is none yet. */
const ANY = { name: 'any', server: 'https://192.0.2.1' };

/**
 * Names that no cluster of a fleet file can have, since the hub's own scrape jobs have them; none if
 * the file has mistakes, which are said elsewhere.
 *
 * @param file - its path, from which those that it includes are found
 * @param text - what stands in it
 * @param isEmpty - whether it has no clusters, which no fleet file may
 */
export function reservedNames(file: string, text: string, isEmpty: boolean): string[] {
  const items = isEmpty ? [{ value: ANY }] : [];
  const whole = applyEdits(text, appendItems(text, 'clusters', items));
  const { fleet } = loadFleet(file, { text: whole });
  return fleet ? hubJobNames(fleet.hub) : [];
}
