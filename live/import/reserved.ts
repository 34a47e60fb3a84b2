import { hubJobNames } from '../../prometheus/jobs/check';
import { loadFleet } from '../../synth/load';
import { appendItems, applyEdits } from '../../yaml/edit';

/** Stands for a cluster where there may be none yet: documentation's own address. */
const ANY = { name: 'promfleet-any-cluster', server: 'https://192.0.2.1' };

/**
 * Names that no cluster of a fleet file can have, since the hub's own scrape jobs have them; none if
 * the file has mistakes, which are said elsewhere.
 */
export function reservedNames(text: string): string[] {
  const { fleet } = loadFleet('fleet.yaml', {
    text: applyEdits(text, appendItems(text, 'clusters', [{ value: ANY }])),
  });
  return fleet ? hubJobNames(fleet.hub) : [];
}
